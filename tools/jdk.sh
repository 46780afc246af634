# Finds a JDK for Jvirt; sourced by the other scripts. Sets jvirt_jdk to its folder, or explains and returns 1.
# Order: JAVA_HOME, the java in PATH, the folders of /usr/lib/jvm.

jvirt_jdk_fits() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    jvirt_major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ "${jvirt_major:-0}" -ge 25 ]
}

jvirt_find_jdk() {
    jvirt_looked=
    jvirt_in_path=$(command -v java || true)
    [ -n "$jvirt_in_path" ] && jvirt_in_path=$(readlink -f "$jvirt_in_path") && jvirt_in_path=${jvirt_in_path%/bin/java}
    for jvirt_jdk in "${JAVA_HOME-}" "$jvirt_in_path" /usr/lib/jvm/*; do
        [ -n "$jvirt_jdk" ] || continue
        [ -L "$jvirt_jdk" ] && [ "$jvirt_jdk" != "${JAVA_HOME-}" ] && continue
        jvirt_jdk_fits "$jvirt_jdk" && return 0
        jvirt_looked="$jvirt_looked
    $jvirt_jdk ($(sed -n 's/^JAVA_VERSION="\(.*\)"/version \1/p' "$jvirt_jdk/release" 2>/dev/null || true))"
    done
    cat >&2 <<MESSAGE
error: Jvirt needs a JDK of version 25 or newer and found none.
Looked at JAVA_HOME, the java in PATH and /usr/lib/jvm:${jvirt_looked:- nothing there}
Install one, for example Eclipse Temurin 25 (https://adoptium.net: package temurin-25-jdk), or point JAVA_HOME at it:
    export JAVA_HOME=/path/to/jdk-25
MESSAGE
    return 1
}
