"""How the records of the environment system are listed, shown and moved on."""

from zhiliang.systems.environment.pages import bulletins, emissions, programmes

__all__ = ["bulletins", "emissions", "programmes"]
