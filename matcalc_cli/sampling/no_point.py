"""Why there is no point at which something could be verified."""

from __future__ import annotations

from typing import ClassVar


class NoPoint(Exception):
    """No point of the domain was found; `reason` completes "not certified: …"."""

    reason: ClassVar[str] = "no point was found where it can be evaluated and has a derivative"


class TooLarge(NoPoint):
    """The arrays are too large to be evaluated with many digits."""

    reason = "to evaluate it with many digits is too much work at any sizes"


class AtKinks(NoPoint):
    """Points were found, but each of them at a kink or a jump."""

    reason = "every point that was found is at a kink or a jump"


class Immoderate(NoPoint):
    """The numbers disagree at points where nothing can be said: near poles, at jumps."""

    reason = "at every point that was found some value is too large, or there is a kink"
