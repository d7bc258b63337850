from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Forms in the design system's clothes: one template for a form, one for a field, Django's own for widgets."""

    form_template_name = "components/form/form.html"
    field_template_name = "components/form/field.html"
