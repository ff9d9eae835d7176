"""Works out where actors stand, and what changed, as pages and pictures show it.

``standing`` makes of each position of the model what a page shows of it, with the rows that it
rests on from ``evidence``. ``camps`` sorts backers, and ``table`` lays them out. ``changes`` finds
what began, turned or ended. ``side_colours`` gives each side its colour.
"""
