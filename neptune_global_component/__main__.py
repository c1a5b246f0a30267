"""The plugin as Pulumi's Python host starts it: ``python -m pulumi.run.plugin neptune-global-component ADDRESS``."""

from __future__ import annotations

from neptune_global_component.plugin.__main__ import main

if __name__ == "__main__":
    main()
