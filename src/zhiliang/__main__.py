"""`python -m zhiliang` is the same as the `zhiliang` command."""

import sys

from zhiliang.command import main

sys.exit(main())
