"""Compiles templates to code that calls fewer functions and copies fewer texts.

Jinja's own code asks at each value, attribute and call what kind of thing it is, and wraps each
text in an object that only the next line needs. What a template says stays the same.
"""

from collections.abc import Callable, Mapping
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any, Final

import markupsafe
from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import BlockReference, Context, Macro, new_context
from jinja2.utils import missing
from markupsafe import Markup

escaped_text: Final[Callable[[str], str]] = getattr(markupsafe, "_escape_inner", markupsafe.escape)
"""Escapes a plain text; markupsafe keeps to itself the function that returns a ``str``."""


class BriefCodeGenerator(CodeGenerator):
    """Writes the Python code of a template."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Import what the code needs besides the names of Jinja."""
        self.writeline(f"from {__name__} import escaped_text, looked_up")
        super().visit_Template(node, frame)

    # Its type of `finalize` is private.
    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401
        if self._is_escaped(frame, finalize):
            self.write("(_shown if (_kind := (_shown := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401
        if self._is_escaped(frame, finalize):
            self.write(").__class__) is Markup")
            self.write(" else escaped_text(_shown) if _kind is str else escape(_shown))")
        else:
            super()._output_child_post(node, frame, finalize)

    @staticmethod
    def _is_escaped(frame: Frame, finalize: Any) -> bool:  # noqa: ANN401
        context = frame.eval_ctx
        return context.autoescape and not context.volatile and finalize.src is None

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write the lookup of an attribute, or of what a mapping holds by that name."""
        self.write("(_found if (_found := getattr((_owner := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing")
        self.write(f" else looked_up(environment, _owner, {node.attr!r}))")

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Write a call; one with positional arguments only makes no mappings of others."""
        if node.kwargs or node.dyn_args or node.dyn_kwargs or forward_caller:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("context.call_plainly(")
        self.visit(node.node, frame)
        self.write(", _loop_vars" if frame.loop_frame else ", None")
        self.write(", _block_vars" if frame.block_frame else ", None")
        for argument in node.args:
            self.write(", ")
            self.visit(argument, frame)
        self.write(")")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if node.with_context:
            super()._import_common(node, frame)
            return
        # All templates have the same globals, which Jinja would compare at each import.
        self.write("environment.get_template(")
        self.visit(node.template, frame)
        self.write(f", {self.name!r})._get_default_module()")


def looked_up(environment: Environment, owner: Any, name: str) -> object:  # noqa: ANN401
    """Return what an object without such an attribute holds by its name."""
    try:
        return owner[name]
    except (AttributeError, LookupError, TypeError):
        return environment.undefined(obj=owner, name=name)


_PLAIN: Final = frozenset({FunctionType, MethodType, BuiltinMethodType, BlockReference})
"""What can be called as it is, unless it is marked: Jinja passes its context to some filters and
functions."""


class BriefTemplate(Template):
    """A template without globals of its own, as MkDocs gives none.

    Jinja would look at each of its and of the environment's for every page, block and part.
    """

    def new_context(
        self,
        vars: dict[str, Any] | None = None,
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,
    ) -> Context:
        """Return the variables for one rendering."""
        environment = self.environment
        return new_context(
            environment, self.name, self.blocks, vars, shared, environment.globals, locals
        )


class BriefContext(Context):
    """The variables of a template, which calls macros with positional arguments at once."""

    def call_plainly(
        self,
        function: Callable[..., Any],
        loop_vars: Mapping[str, Any] | None,
        block_vars: Mapping[str, Any] | None,
        /,
        *args: object,
    ) -> Any:  # noqa: ANN401
        """Call a function, or render a macro.

        Args:
            function: what to call.
            loop_vars: the variables of a loop, for a function that takes Jinja's context.
            block_vars: those of a block.
            args: what it takes.
        """
        if isinstance(function, Macro):
            absent = function._argument_count - len(args)
            takes_more = function.catch_kwargs or function.catch_varargs or function.caller
            if takes_more or absent < 0:
                return function(self.eval_ctx, *args)
            text = function._func(*args, *(missing,) * absent)
            # Markup itself would look for what makes HTML of other objects.
            return str.__new__(Markup, text) if self.eval_ctx.autoescape else text
        if type(function) in _PLAIN and not hasattr(function, "jinja_pass_arg"):
            return function(*args)
        return self.call(function, *args, _loop_vars=loop_vars, _block_vars=block_vars)
