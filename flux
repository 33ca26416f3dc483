#!/usr/bin/env bash
# Runs flux4j; builds it first when there is no build, or when a source is newer than it.
set -eu

# Ends with a line that says why, and a status of sysexits.h.
die() {
  echo "flux: $2" >&2
  exit "$1"
}

# Where this script lies, through symbolic links.
script=$0
while [ -L "$script" ]; do
  target=$(readlink "$script")
  case $target in
    /*) script=$target ;;
    *) script=${script%"${script##*/}"}$target ;;
  esac
done
home=$(CDPATH='' cd -- "${script%"${script##*/}"}." && pwd -P && echo .) # the dot, as line breaks at the end are cut off
home=${home%$'\n.'}
core=$home/flux-core
lib=$core/target/lib
stamp=$lib/built
lock=$core/target/building
case $home in # javac's lists of arguments quote with '"' and '\', and ':' separates folders
  *[:\"\\]* | *$'\n'*) die 69 "$(printf %q "$home"): expected a path without ':', '\"', '\\' and line breaks" ;;
esac

# The options for Java that bring TornadoVM, and the part of flux4j that uses it, where its SDK is installed.
tornado=()
modules=flux-core
path=$lib
if [ -n "${TORNADOVM_HOME:-}" ]; then
  arguments=$TORNADOVM_HOME/tornado-argfile
  if [ -r "$arguments" ]; then
    modules=flux-core,flux-tornado
    # Of two module paths, Java would take the last one alone.
    path=$lib:$home/flux-tornado/target/lib:$(sed -n 's/^--module-path[ =]*//p' "$arguments")
    tornado=("@$arguments" --add-modules org.flux4j.tornado)
  else
    echo "flux: TORNADOVM_HOME: $arguments cannot be read: expected the SDK of TornadoVM; running without it" >&2
    unset TORNADOVM_HOME # which Maven looks at as well
  fi
fi

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
  die 69 "no JDK 25 or newer found: install one, or let JAVA_HOME name its folder"
}

# Whether there is a whole build.
is_built() {
  [ -e "$stamp" ] && { [ $modules = flux-core ] || [ -e "$home/flux-tornado/target/lib" ]; }
}

# Whether there is no build yet, or a source is newer.
is_stale() {
  ! is_built || [ -n "$(find "$home"/pom.xml "$home"/flux-ref/pom.xml "$core"/pom.xml \
    "$home"/flux-ref/src/main "$core"/src/main ${tornado:+"$home/flux-tornado/pom.xml" "$home/flux-tornado/src/main"} -newer "$stamp" | head -n 1)" ]
}

# Whether a build can be written: each folder that there is, or the one that it would be created in.
is_writable() {
  for folder in "$home/flux-ref" "$home/flux-ref/target" "$core" "$core/target" "$lib"; do
    if [ -e "$folder" ] && ! [ -w "$folder" ]; then
      return 1
    fi
  done
}

# Takes the lock, a file that names the process that builds. One that was killed leaves it behind.
take_lock() {
  mkdir -p "$core/target"
  waiting=
  until (set -o noclobber && echo $$ >"$lock") 2>/dev/null; do
    if [ -z "$waiting" ]; then
      waiting=yes
      echo "flux: waiting for another start, which builds flux4j" >&2
    fi
    if builder=$(lock_holder "$lock") && ! kill -0 "$builder" 2>/dev/null && mv "$lock" "$lock.$$" 2>/dev/null; then
      if [ "$(lock_holder "$lock.$$")" = "$builder" ]; then
        rm -f "$lock.$$"
      else
        mv "$lock.$$" "$lock" # a third one was faster
      fi
    else
      sleep 1 2>/dev/null || read -rt 1 <> <(:) || true
    fi
  done
  trap 'rm -f "$lock"' EXIT
  trap 'exit 130' INT TERM HUP
}

lock_holder() {
  read -r holder 2>/dev/null <"$1" && echo "$holder"
}

build() {
  command -v mvn >/dev/null || die 69 "Maven is needed to build flux4j, and there is no 'mvn' on the PATH"
  echo "flux: building flux4j; this is done once and after changes" >&2
  # Maven itself may run on an older Java; the JDK that compiles is told to its toolchains plugin by this variable.
  export JAVA25_HOME=$jdk
  case $(mvn -v 2>/dev/null) in
    '' | *'Java version: 1.'[1-7]*) export JAVA_HOME=$jdk ;; # but not on none, or on one that its plugins cannot use
  esac
  rm -rf "$lib" # of two versions of a jar, Java would take neither
  mkdir -p "$lib"
  touch "$lib/building"
  mvn -q -B -Dstyle.color=never -f "$home/pom.xml" -pl $modules -am -Dmaven.test.skip package >&2 </dev/null ||
    die 70 "the build failed; 'mvn package' in $home shows more"
  mv "$lib/building" "$stamp"
}

# Without a UTF-8 locale, Java would read question marks instead of the letters of a prompt or path.
case $(locale charmap 2>/dev/null) in
  UTF-8 | '') ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

jdk=$(find_jdk)
if is_stale; then
  if is_writable; then
    take_lock
    if is_stale; then
      build
    fi
    rm -f "$lock"
    trap - EXIT INT TERM HUP
  elif is_built; then
    echo "flux: a source is newer than the build, which cannot be written: running it as it is" >&2
  else
    die 69 "flux4j is not built yet, and $home cannot be written"
  fi
fi

# Half of the memory for tensors, where Java's own limit is a quarter; the rest is left to the weights, which are mapped files.
# A limit that the user sets in the environment comes first.
limit=(-XX:MaxRAMPercentage=50)
case "${JDK_JAVA_OPTIONS:-} ${JAVA_TOOL_OPTIONS:-}" in
  *-XX:MaxRAM*) limit=() ;; # -Xmx does so by itself
esac

# Large pages, where the system grants them on request, spare the matrices many a look-up of an address.
exec "$jdk/bin/java" -XX:+IgnoreUnrecognizedVMOptions -XX:+UseTransparentHugePages ${limit:+"${limit[@]}"} ${tornado:+"${tornado[@]}"} --module-path "$path" -Dflux.home="$home" -m org.flux4j.core/org.flux4j.cli.Flux "$@"
