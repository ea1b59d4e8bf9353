# The bot, in two stages: what builds it stays behind. Built and run by `make image`.
#
# The base is named by its whole version. A digest holds it tighter: read it from your own registry
# (`docker buildx imagetools inspect python:3.11.16-slim-bookworm`) and write it after both names, as @sha256:…
FROM docker.io/library/python:3.11.16-slim-bookworm AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /source

# First what changes seldom. The bot's environment has no pip, and nothing that only building needs.
COPY requirements/run.txt requirements/metrics.txt requirements/s3.txt requirements/build.txt requirements/
RUN python -m venv --without-pip /opt/campaign-bot \
 && python -m pip --python /opt/campaign-bot/bin/python install --require-hashes --only-binary :all: \
      -r requirements/run.txt -r requirements/metrics.txt -r requirements/s3.txt \
 && python -m pip install --require-hashes --only-binary :all: -r requirements/build.txt

COPY pyproject.toml README.md ./
COPY conversations conversations
COPY storage storage
COPY bot bot
RUN python -m pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
 && python -m pip --python /opt/campaign-bot/bin/python install --no-deps --no-index /wheels/*.whl


FROM docker.io/library/python:3.11.16-slim-bookworm

# A number, not only a name: Kubernetes and `--user` know a user by nothing else.
RUN groupadd --gid 10001 campaign-bot \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin campaign-bot \
 && install --directory --owner 10001 --group 10001 --mode 0700 /data

COPY --from=build /opt/campaign-bot /opt/campaign-bot

# Nothing outside /data and /tmp is ever written, so that the root file system may be read-only.
ENV PATH=/opt/campaign-bot/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/campaign-bot.db \
    LISTEN=0.0.0.0:8080

WORKDIR /data
VOLUME /data
USER 10001:10001
EXPOSE 8080

# http.client knows nothing of proxies: the bot's own server must answer, whatever the environment says.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import http.client, sys; bot = http.client.HTTPConnection('127.0.0.1', 8080, timeout=4); bot.request('GET', '/healthz'); sys.exit(bot.getresponse().status != 200)"]

ENTRYPOINT ["campaign-bot"]
CMD ["run"]
