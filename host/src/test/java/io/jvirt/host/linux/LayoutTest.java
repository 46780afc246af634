package io.jvirt.host.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares our idea of C structures and constants with the C compiler's. */
class LayoutTest {
    private static final String HEADERS = """
            #define _GNU_SOURCE
            #include <stddef.h>
            #include <stdio.h>
            #include <errno.h>
            #include <fcntl.h>
            #include <grp.h>
            #include <pwd.h>
            #include <sched.h>
            #include <signal.h>
            #include <spawn.h>
            #include <termios.h>
            #include <unistd.h>
            #include <sys/epoll.h>
            #include <sys/file.h>
            #include <sys/ioctl.h>
            #include <sys/socket.h>
            #include <sys/stat.h>
            #include <sys/statvfs.h>
            #include <sys/syscall.h>
            #include <sys/types.h>
            #include <sys/uio.h>
            #include <sys/un.h>
            #include <sys/wait.h>
            """;

    @TempDir
    Path folder;

    private final Map<String, Long> ours = new TreeMap<>();
    private final List<String> program = new ArrayList<>();

    @Test
    void layoutsAgreeWithTheCompiler() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/cc")), "no C compiler (/usr/bin/cc): install gcc");
        struct("struct sockaddr_un", SocketCalls.SOCKADDR_UN);
        struct("struct ucred", SocketCalls.UCRED);
        struct("struct iovec", SocketCalls.IOVEC);
        struct("struct msghdr", SocketCalls.MSGHDR);
        struct("struct cmsghdr", SocketCalls.CMSGHDR);
        struct("struct statvfs", StatCalls.STATVFS);
        struct("struct statx", StatCalls.STATX);
        struct("struct termios", TerminalCalls.TERMIOS);
        struct("struct winsize", TerminalCalls.WINSIZE);
        struct("struct passwd", UserCalls.PASSWD);
        struct("struct group", UserCalls.GROUP);
        constants("TIOC", TerminalCalls.class);
        constants("TCS", TerminalCalls.class);
        value("sizeof(struct epoll_event)", PollCalls.EVENT_SIZE);
        value("offsetof(struct epoll_event, data)", PollCalls.EVENT_DATA);
        value("sizeof(sigset_t)", SpawnCalls.SIGSET_SIZE);
        value("sizeof(posix_spawn_file_actions_t) <= " + SpawnCalls.ACTIONS_ROOM, 1);
        value("sizeof(posix_spawnattr_t) <= " + SpawnCalls.ATTRIBUTES_ROOM, 1);
        value("sizeof(pid_t)", 4);
        value("sizeof(socklen_t)", 4);
        value("sizeof(off_t)", 8);
        constants("O_", FileCalls.class);
        constants("LOCK_", FileCalls.class);
        constants("FALLOC_", FileCalls.class);
        constants("EPOLL", PollCalls.class);
        constants("SO_", SocketCalls.class);
        constants("E", Errno.class);
        constants("SYS_", ProcessCalls.class);
        constants("W", ProcessCalls.class);
        constants("CLONE_", SpawnCalls.class);
        value("POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID", 0x04 | 0x08 | 0x80);
        value("MSG_NOSIGNAL | MSG_CMSG_CLOEXEC | MSG_CTRUNC", 0x40004008);
        value("SOCK_CLOEXEC | SOCK_NONBLOCK | SOCK_STREAM", 0x80801);
        value("F_DUPFD_CLOEXEC", 1030);
        if (System.getProperty("os.arch").equals("amd64")) {
            value("SYS_setgroups * 1000000 + SYS_setresgid * 1000 + SYS_setresuid", 116_119_117);
        }
        assertThat(compiled()).isEqualTo(ours);
    }

    private void struct(String name, StructLayout layout) {
        value("sizeof(" + name + ")", layout.byteSize());
        for (MemoryLayout member : layout.memberLayouts()) {
            member.name().ifPresent(field -> {
                value("offsetof(" + name + ", " + field + ")",
                        layout.byteOffset(MemoryLayout.PathElement.groupElement(field)));
                value("sizeof(((" + name + " *) 0)->" + field + ")", member.byteSize());
            });
        }
    }

    private void constants(String prefix, Class<?> calls) throws IllegalAccessException {
        for (var field : calls.getDeclaredFields()) {
            String name = field.getName();
            if (name.startsWith(prefix) && field.getType().isPrimitive() && !name.startsWith("EVENT_")) {
                field.setAccessible(true);
                String inC = name.startsWith("SYS_") ? "SYS_" + name.substring(4).toLowerCase(Locale.ROOT) : name;
                value("(long) " + inC, ((Number) field.get(null)).longValue());
            }
        }
    }

    private void value(String expression, long value) {
        ours.put(expression, value);
        program.add("printf(\"%s=%ld\\n\", \"" + expression + "\", (long) (" + expression + "));");
    }

    private Map<String, Long> compiled() throws IOException, InterruptedException {
        Path source = folder.resolve("layout.c");
        Files.writeString(source, HEADERS + "int main(void) {\n" + String.join("\n", program) + "\nreturn 0; }\n");
        run("/usr/bin/cc", "-o", folder.resolve("layout").toString(), source.toString());
        Map<String, Long> result = new TreeMap<>();
        for (String line : run(folder.resolve("layout").toString()).split("\n")) {
            int equals = line.lastIndexOf('=');
            result.put(line.substring(0, equals), Long.parseLong(line.substring(equals + 1)));
        }
        return result;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
