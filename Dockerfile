# Medialoft in a container. The project's own checks do not build this image: they run where no container engine is at hand.
#
#   docker build -t medialoft .
#   docker run -p 8480:8480 -p 8481:8481 -v medialoft:/data \
#     -e MEDIALOFT_PUBLIC_API_URL=http://localhost:8480 -e MEDIALOFT_PUBLIC_OBJECT_URL=http://127.0.0.1:8481 medialoft

FROM node:26-bookworm-slim AS build
WORKDIR /medialoft
COPY . .
RUN npm ci && npm prune --omit=dev --ignore-scripts

FROM node:26-bookworm-slim
ENV NODE_ENV=production \
    MEDIALOFT_HOST=0.0.0.0 \
    MEDIALOFT_DATA=/data
WORKDIR /medialoft
COPY --from=build /medialoft/package.json /medialoft/LICENSE /medialoft/README.md ./
COPY --from=build /medialoft/bin bin
COPY --from=build /medialoft/dist dist
COPY --from=build /medialoft/node_modules node_modules
RUN install -d -o node -g node -m 0700 /data
USER node
VOLUME /data
EXPOSE 8480 8481
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "bin/medialoft.js"]
CMD ["serve"]
