#!/usr/bin/env bash
# Runs flux4j; builds it first when there is no build, or when a source is newer than it.
set -eu

# Where this script lies, through symbolic links.
script=$0
while [ -L "$script" ]; do
  target=$(readlink "$script")
  case $target in
    /*) script=$target ;;
    *) script=$(dirname "$script")/$target ;;
  esac
done
home=$(cd "$(dirname "$script")" && pwd -P)
lib=$home/flux-core/target/lib
stamp=$lib/built

# Whether a folder holds a JDK 25 or newer.
is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] &&
    [ "$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")" -ge 25 ] 2>/dev/null
}

# The JDK to use: JAVA_HOME, the java on the PATH, or one in the usual folders.
find_jdk() {
  on_path=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p' || true)
  for jdk in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/*jdk* \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/.gradle/jdks/* \
    "${HOME:-}"/.asdf/installs/java/* "${HOME:-}"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if [ -n "$jdk" ] && is_jdk_25 "$jdk"; then
      echo "$jdk"
      return
    fi
  done
  echo "flux: no JDK 25 or newer found: install one, or let JAVA_HOME name its folder" >&2
  exit 69
}

# Whether there is no build yet, or a source is newer.
is_stale() {
  [ ! -e "$stamp" ] || [ -n "$(find "$home"/pom.xml "$home"/flux-ref/pom.xml "$home"/flux-core/pom.xml \
    "$home"/flux-ref/src/main "$home"/flux-core/src/main -newer "$stamp" | head -n 1)" ]
}

build() {
  if ! command -v mvn >/dev/null; then
    echo "flux: Maven is needed to build flux4j, and there is no 'mvn' on the PATH" >&2
    exit 69
  fi
  echo "flux: building flux4j; this is done once and after changes" >&2
  # Maven itself may run on an older Java; the JDK that compiles is told to its toolchains plugin by this variable.
  export JAVA25_HOME=$jdk
  command -v java >/dev/null || export JAVA_HOME=${JAVA_HOME:-$jdk}
  rm -rf "$lib" # of two versions of a jar, Java would take neither
  mkdir -p "$lib"
  touch "$lib/building"
  mvn -q -B -Dstyle.color=never -f "$home/pom.xml" -pl flux-core -am -Dmaven.test.skip package >&2 || {
    echo "flux: the build failed; 'mvn package' in $home shows more" >&2
    exit 70
  }
  mv "$lib/building" "$stamp"
}

jdk=$(find_jdk)
if is_stale; then
  build
fi

# Without a UTF-8 locale, Java would read question marks instead of a prompt's letters.
case $(locale charmap 2>/dev/null) in
  UTF-8 | '') ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

# Large pages, where the system grants them on request, spare the matrices many a look-up of an address.
exec "$jdk/bin/java" -XX:+IgnoreUnrecognizedVMOptions -XX:+UseTransparentHugePages --module-path "$lib" -Dflux.home="$home" -m org.flux4j.core/org.flux4j.cli.Flux "$@"
