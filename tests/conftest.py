"""What all tests share: no example is timed, and on the build machine Hypothesis draws the same ones each time."""

import os

from hypothesis import settings

pytest_plugins = ["tests.canaries"]

settings.register_profile("usual", deadline=None)
settings.register_profile("build", deadline=None, derandomize=True)
settings.load_profile("build" if os.environ.get("CI") else "usual")
