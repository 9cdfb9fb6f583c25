"""The WSGI application, for `tusoi serve` or another server; it is not made where that is unsafe."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tusoi.site.settings")
application = get_wsgi_application()

from tusoi.site.safety.register import refuse_unsafe  # noqa: E402  # it needs Django set up
from tusoi.site.signs import InUtf8  # noqa: E402

application.request_class = InUtf8
refuse_unsafe()
