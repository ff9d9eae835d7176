"""Compiled templates say what Jinja itself would make of them."""

import pytest
from jinja2 import Environment, UndefinedError, pass_context
from markupsafe import Markup
from mkdocs_briefing.host.template_compiler import (
    BriefCodeGenerator,
    BriefContext,
    BriefTemplate,
)


class Thing:
    """An object with an attribute, and a key of the same name."""

    name = "<attribute>"

    def __getitem__(self, key: str) -> str:
        return f"key {key}"

    def __html__(self) -> str:
        return "<hr>"


VALUES = {
    "text": "<b> & 'c' \"d\"",
    "html": Markup("<b>"),
    "number": 3,
    "nothing": None,
    "mapping": {"key": "<value>", "items": "<hidden>", "inner": {"key": [Thing()]}},
    "thing": Thing(),
    "seen": pass_context(lambda context: f"<{context.get('a')} {context.get('text')}>"),
}
TEMPLATES = [
    "{{ text }}{{ html }}{{ number }}{{ nothing }}{{ thing }}",
    "{{ mapping.key }}{{ mapping.inner.key[0].name }}{{ mapping.items() | list }}",
    "{{ thing.name }}{{ thing.other }}{{ text.upper() }}{{ absent }}{{ mapping.absent }}",
    "{{ text ~ html }}{{ text | upper }}{{ [text, html] | join(', ') }}",
    "{% macro m(a, b='<x>') %}{{ a }}{{ b }}{% endmacro %}{{ m(text) }}{{ m(html, 1), m(b=2) }}",
    "{% macro m(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(text, 1, c=2) }}",
    "{% macro m() %}<i>{{ caller() }}</i>{% endmacro %}{% call m() %}{{ text }}{% endcall %}",
    "{% macro m(a) %}{{ a }}{% endmacro %}{% for a in [text, html] %}{{ m(a) }}{% endfor %}",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(m(text)) }}{{ m(text) | upper }}{{ m(text) ~ '<' }}",
    "{% for a in mapping.inner if a.upper() %}{{ loop.index }}{{ a }}{% else %}none{% endfor %}",
    "{% for a in [1, text] %}{{ seen() }}{% endfor %}{% block b %}{{ seen() }}{% endblock %}",
    "{% if mapping.inner.key %}{{ mapping.inner.key | map(attribute='name') | join }}{% endif %}",
    "{{ site }}{% macro m(site) %}{{ site }}{% endmacro %}{{ m(text) }}{{ m(site) }}",
    "{% autoescape false %}{{ text }}{% endautoescape %}{{ text }}",
]


@pytest.mark.parametrize("escapes", [True, False])
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_says_the_same(template, escapes):
    own = Environment(autoescape=escapes)
    own.code_generator_class = BriefCodeGenerator
    own.context_class = BriefContext
    own.template_class = BriefTemplate
    jinja = Environment(autoescape=escapes)
    own.globals["site"] = jinja.globals["site"] = "<of all>"
    expected = jinja.from_string(template).render(VALUES)
    assert own.from_string(template).render(VALUES) == expected


def test_something_that_is_not_there_is_still_an_error():
    own = Environment()
    own.code_generator_class = BriefCodeGenerator
    own.context_class = BriefContext
    with pytest.raises(UndefinedError, match="'absent' is undefined"):
        own.from_string("{{ absent.name }}").render()
    with pytest.raises(TypeError, match="takes not more than 0"):
        own.from_string("{% macro m() %}{% endmacro %}{{ m(1) }}").render()
