"""Holds the briefing as data, and works out where an actor stands on a day.

``entities`` is the data, and ``index`` finds rows in it. The others are one rule, which a row
passes through from top to bottom. Why it is as it is: ``docs/decisions``, under "Positions"::

    Backing           a row, as an article has it
       │ row_days     from when to when it holds, by its own dates
       │ membership   whether it counts for the side
       │ claims       what ends it: another row that tells so, leaving or joining a side
       ▼
    Claim             a row, and the days on which it holds for its side
       │ runs         joins those of one actor, side and track; another stance ends a run
       │ denials      which of them are disputed, and until when
       ▼
    Run               one stance without a break, what it says on a day, where that changes
       │ positions    takes all runs of one actor towards one side
       ▼
    Position          on a day: what holds, what ended, what is announced
"""
