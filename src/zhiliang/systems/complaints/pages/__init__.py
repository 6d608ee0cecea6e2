"""Pages of complaints and tip-offs for the offices, and of a firm's own complaints."""

from zhiliang.systems.complaints.pages import complaints, own, tip_offs  # noqa: F401  (registers them)
