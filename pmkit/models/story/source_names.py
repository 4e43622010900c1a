"""What people call the tools that evidence comes from: for those who search it, and for those who cite it."""

ALSO_CALLED: dict[str, str] = {
    "prometheus": "metrics graph dashboard",
    "pagerduty": "pager duty",
    "slack": "chat channel",
    "kibana": "log logs",
    "elasticsearch": "log logs elastic search",
    "log": "logs",
    "deploy": "deployment deployments",
    "github": "git hub deployment deployments",
    "helm": "deployment deployments",
    "kubernetes": "k8s deployment deployments",
    "git": "commit commits repository",
    "certificate": "certificates x509",
}
"""By the first word of a source, in lower case; names in no order, for each is looked for by itself."""


def names_of(source: str) -> str:
    """A source's own name and what else people call it, in lower case.

    >>> names_of("Slack #incidents")
    'slack #incidents chat channel'
    """
    name = source.casefold().strip()
    return f"{name} {ALSO_CALLED.get(name.partition(' ')[0], '')}".strip()
