"""The WSGI application, for waitress in development and gunicorn in production."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tusoi.site.settings")
application = get_wsgi_application()
