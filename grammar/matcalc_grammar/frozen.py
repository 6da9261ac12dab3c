"""Records: named fields, frozen, compared and unpacked like the tuples that they are.

`typing.NamedTuple` compiles each class from text, which takes longer than everything else that
happens when a module loads; thirty of them are a tenth of a short run of the command.
"""

from __future__ import annotations

from collections import namedtuple
from typing import Any, ClassVar, TypeVar, dataclass_transform

_F = TypeVar("_F", bound="Frozen")
_made = tuple.__new__
# How a named tuple gets a field: in a third of the time of a property.
_Field = type(vars(namedtuple("_Example", "field"))["field"])


@dataclass_transform(frozen_default=True)
class Frozen(tuple[Any, ...]):
    """The base of records; the annotations of a class are its fields, in their order."""

    __slots__ = ()
    _fields: ClassVar[tuple[str, ...]]
    _defaults: ClassVar[dict[str, Any]]
    _last: ClassVar[tuple[Any, ...]]  # the defaults, of the last fields

    def __init_subclass__(cls) -> None:
        own = cls.__dict__
        names = tuple(own.get("__annotations__", ()))
        cls._fields = names
        type.__setattr__(cls, "__match_args__", names)
        cls._defaults = {name: own[name] for name in names if name in own}
        cls._last = tuple(cls._defaults.values())
        for place, name in enumerate(names):
            setattr(cls, name, _Field(place, ""))

    def __new__(cls: type[_F], *values: Any, **named: Any) -> _F:
        """A record of these values. Raises TypeError for a field that is missing or unknown."""
        fields = cls._fields
        if not named:
            left = len(fields) - len(values)
            if not left:
                return _made(cls, values)
            if 0 < left <= len(cls._last):
                return _made(cls, values + cls._last[-left:])
        if len(values) < len(fields):
            given = cls._defaults | named
            try:
                values += tuple([given[name] for name in fields[len(values) :]])
            except KeyError as missing:
                raise TypeError(f"{cls.__name__} lacks the field {missing}") from None
        if len(values) != len(fields) or not named.keys() <= set(fields):
            raise TypeError(f"{cls.__name__} has the fields {', '.join(fields)}")
        return tuple.__new__(cls, values)

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)

    def __repr__(self) -> str:
        inside = ", ".join(f"{n}={v!r}" for n, v in zip(self._fields, self, strict=True))
        return f"{type(self).__name__}({inside})"

    def _replace(self: _F, **named: Any) -> _F:
        """The record with other values for some fields."""
        fields = self._fields
        if not named.keys() <= set(fields):
            raise TypeError(f"{type(self).__name__} has the fields {', '.join(fields)}")
        values = [named.get(name, value) for name, value in zip(fields, self, strict=True)]
        return tuple.__new__(type(self), values)

    def _asdict(self) -> dict[str, Any]:
        """The fields by name."""
        return dict(zip(self._fields, self, strict=True))
