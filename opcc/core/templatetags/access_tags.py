"""What a template may show to whom."""

from django import template

from opcc.core.roles import Can

register = template.Library()


@register.filter
def can(standing, permission: str) -> bool:
    """``{% if standing|can:"validate values" %}``: in the words of roles.Can."""
    return standing.can(Can(permission))
