"""What all tests share: hypothesis repeats itself unless it is asked to look for new examples.

A gate must not fail by chance. ``HYPOTHESIS_PROFILE=random`` (``make properties``) goes hunting;
what it finds becomes a fixture.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("fixed", derandomize=True)
settings.register_profile("random", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))
