"""Addresses that only the site knows."""

from django import template

from zhiliang.web.bundle import bundle_url

register = template.Library()


@register.simple_tag
def vega_url() -> str:
    """Where the chart script of the installed version lies."""
    return bundle_url()
