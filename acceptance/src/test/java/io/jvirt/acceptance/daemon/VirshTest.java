package io.jvirt.acceptance.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.jvirt.acceptance.testkit.Lab;
import io.jvirt.demo.DemoException;
import io.jvirt.demo.GuestFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Debian's virsh, unmodified, against jvirtd and real guests: each command by its effect. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VirshTest {
    private Lab lab;
    private GuestFiles files;

    @BeforeAll
    void open() throws Exception {
        Lab.require("virsh", "libvirt-clients");
        Lab.require("qemu-img", "qemu-utils");
        lab = Lab.open();
        try {
            files = GuestFiles.prepare(lab.folder());
        } catch (DemoException e) {
            abort("no kernel or busybox for a guest: " + e.getMessage());
        }
        lab.startDaemon();
    }

    @AfterAll
    void close() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }

    /** A Linux with a shell on its serial console, a disk, a network card and a screen. */
    private Path linux(String name) {
        Path disk = lab.folder().resolve(name + ".qcow2");
        lab.run(List.of("qemu-img", "create", "-q", "-f", "qcow2", disk.toString(), "64M")).orFail();
        return lab.file(name + ".xml", """
                <domain type='qemu'>
                  <name>%s</name>
                  <memory unit='MiB'>192</memory>
                  <vcpu current='1'>2</vcpu>
                  <os>
                    <type arch='x86_64' machine='pc'>hvm</type>
                    <kernel>%s</kernel><initrd>%s</initrd><cmdline>console=ttyS0 quiet</cmdline>
                  </os>
                  <features><acpi/></features>
                  <devices>
                    <disk type='file' device='disk'>
                      <driver name='qemu' type='qcow2'/><source file='%s'/><target dev='vda' bus='virtio'/>
                    </disk>
                    <interface type='user'><model type='virtio'/></interface>
                    <serial type='pty'><log file='%s' append='on'/></serial>
                    <console type='pty'/>
                    <graphics type='vnc' autoport='yes'/>
                    <video><model type='vga'/></video>
                  </devices>
                </domain>
                """.formatted(name, files.kernel(), files.initrd(), disk, consoleLog(name)));
    }

    private Path consoleLog(String name) {
        return lab.folder().resolve(name + "-console.log");
    }

    private void awaitBooted(String name, int times) {
        await(name + " has booted").atMost(Lab.LIMIT).until(() -> {
            String heard = Files.exists(consoleLog(name))
                    ? Files.readString(consoleLog(name), StandardCharsets.ISO_8859_1)
                    : "";
            return heard.split("in a guest of Jvirt", -1).length > times && heard.endsWith("# \033[6n");
        });
    }

    private String virsh(String... words) {
        return lab.virsh(words).orFail();
    }

    private void defined(String name) {
        virsh("define", lab.idleGuest(name).toString());
    }

    private void gone(String name) {
        lab.virsh("destroy", name);
        lab.virsh("undefine", name, "--managed-save", "--nvram");
        assertThat(virsh("list", "--all", "--name").lines()).doesNotContain(name);
    }

    private static int number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    @Test
    void tellsOfTheHost() {
        assertThat(virsh("version")).contains("Using API: QEMU").containsPattern("Running hypervisor: QEMU \\d+\\.\\d+");
        assertThat(virsh("uri")).contains(lab.uri());
        assertThat(virsh("hostname").strip()).isNotEmpty();
        assertThat(number(virsh("nodeinfo"), "CPU\\(s\\): +(\\d+)")).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(virsh("capabilities")).contains("<host>").contains("<guest>").contains("<arch name='x86_64'>");
        assertThat(virsh("domcapabilities")).contains("<domainCapabilities>").contains("<value>virtio</value>");
    }

    @Test
    void tellsWhichCpuFitsWhere() {
        assertThat(virsh("cpu-models", "x86_64").lines()).contains("Westmere", "EPYC-Rome-v4");
        assertThat(virsh("cpu-models", "riscv64")).contains("all CPU models are accepted");
        assertThat(virsh("version", "--daemon")).contains("Running against daemon: 9.0.0");
        Path host = lab.file("host.xml", virsh("capabilities"));
        assertThat(virsh("cpu-compare", host.toString())).contains("is identical to host CPU");
        assertThat(virsh("cpu-baseline", host.toString())).contains("<cpu mode='custom' match='exact'>");
        Path two = lab.file("two.xml", """
                <cpu><arch>x86_64</arch><model>Haswell</model><vendor>Intel</vendor></cpu>
                <cpu><arch>x86_64</arch><model>Westmere</model><vendor>Intel</vendor><feature name='invtsc'/></cpu>
                """);
        assertThat(virsh("cpu-baseline", two.toString())).contains("<model fallback='allow'>Westmere</model>");
        assertThat(virsh("hypervisor-cpu-baseline", two.toString(), "--virttype", "qemu", "--features"))
                .contains("<feature policy='require' name='sse4.2'/>");
        Path strange = lab.file("strange.xml", "<cpu><model>no-such-model</model></cpu>");
        assertThat(lab.virsh("hypervisor-cpu-compare", strange.toString(), "--virttype", "qemu").error())
                .contains("Unknown CPU model no-such-model");
        Path demanding = lab.file("demanding.xml", "<cpu match='exact'><model>Cascadelake-Server-v2</model></cpu>");
        assertThat(lab.virsh("hypervisor-cpu-compare", demanding.toString(), "--virttype", "qemu", "--error").error())
                .contains("the CPU is incompatible with host CPU: Host CPU does not provide required features: ")
                .contains("avx512f");
    }

    @Test
    void aGuestGetsTheCpuThatItsDocumentMeans() throws Exception {
        Path definition = lab.idleGuest("with-cpu");
        Files.writeString(definition, Files.readString(definition).replace("<devices>",
                "<cpu mode='host-model'><feature policy='disable' name='aes'/></cpu><devices>"));
        virsh("create", definition.toString());
        String live = virsh("dumpxml", "with-cpu");
        assertThat(live).contains("<cpu mode='custom' match='exact' check='full'>",
                "<feature policy='disable' name='aes'/>", "<feature policy='require' name='hypervisor'/>");
        Path saved = lab.folder().resolve("with-cpu.save");
        virsh("save", "with-cpu", saved.toString());
        virsh("restore", saved.toString());
        assertThat(between(virsh("dumpxml", "with-cpu"))).isEqualTo(between(live));
        gone("with-cpu");
        Files.writeString(definition, Files.readString(definition).replaceFirst("<cpu mode.*</cpu>",
                "<cpu mode='custom' match='exact' check='partial'><model>Haswell</model></cpu>"));
        assertThat(lab.virsh("create", definition.toString()).error())
                .contains("the CPU is incompatible with host CPU: Host CPU does not provide required features: pcid");
    }

    private static String between(String document) {
        return document.substring(document.indexOf("<cpu"), document.indexOf("</cpu>"));
    }

    @Test
    void listsInAllForms() {
        defined("listed");
        virsh("desc", "listed", "--title", "--config", "A title");
        virsh("create", lab.idleGuest("listed-running").toString());
        assertThat(virsh("list")).contains("listed-running").doesNotContainPattern("listed +shut off");
        assertThat(virsh("list", "--inactive")).containsPattern("- +listed +shut off").doesNotContain("listed-running");
        assertThat(virsh("list", "--all", "--title")).containsPattern("listed +shut off +A title");
        assertThat(virsh("list", "--all", "--name").lines()).contains("listed", "listed-running");
        String uuid = virsh("domuuid", "listed").strip();
        assertThat(virsh("list", "--all", "--uuid")).contains(uuid);
        assertThat(virsh("list", "--transient", "--name").lines()).contains("listed-running").doesNotContain("listed");
        assertThat(virsh("domname", uuid).strip()).isEqualTo("listed");
        gone("listed");
        gone("listed-running");
    }

    @Test
    void startsAndStops() {
        defined("cycled");
        assertThat(virsh("dominfo", "cycled")).containsPattern("State: +shut off").containsPattern("Persistent: +yes");
        virsh("start", "cycled");
        assertThat(virsh("domstate", "cycled", "--reason")).startsWith("running (booted)");
        assertThat(lab.virsh("start", "cycled").error()).contains("Domain is already active");
        virsh("suspend", "cycled");
        assertThat(virsh("domstate", "cycled", "--reason")).startsWith("paused (user)");
        virsh("resume", "cycled");
        assertThat(virsh("domstate", "cycled", "--reason")).startsWith("running (unpaused)");
        virsh("reset", "cycled");
        virsh("destroy", "cycled");
        assertThat(virsh("domstate", "cycled", "--reason")).startsWith("shut off (destroyed)");
        assertThat(lab.virsh("destroy", "cycled").error()).contains("domain is not running");
        virsh("undefine", "cycled");
        assertThat(lab.virsh("dominfo", "cycled").error()).contains("failed to get domain 'cycled'");
    }

    @Test
    void editsDefinitions() {
        defined("edited");
        Path editor = lab.file("editor", "#!/bin/sh\nsed -i 's#<vcpu[^>]*>1<#<vcpu>3<#' \"$1\"\n");
        assertThat(editor.toFile().setExecutable(true)).isTrue();
        lab.run(List.of("env", "EDITOR=" + editor, "virsh", "-c", lab.uri(), "edit", "edited")).orFail();
        assertThat(virsh("dumpxml", "edited")).containsPattern("<vcpu[^>]*>3</vcpu>");
        virsh("desc", "edited", "--config", "What it is for");
        assertThat(virsh("desc", "edited")).contains("What it is for");
        virsh("metadata", "edited", "http://example.org/x", "--config", "--key", "k", "--set", "<owner>ada</owner>");
        assertThat(virsh("metadata", "edited", "http://example.org/x", "--config")).contains("ada");
        assertThat(virsh("dumpxml", "edited")).contains("http://example.org/x").contains("What it is for");
        virsh("domrename", "edited", "renamed");
        assertThat(virsh("list", "--all", "--name").lines()).contains("renamed").doesNotContain("edited");
        gone("renamed");
    }

    @Test
    void autostartsGuestsWithTheDaemon() {
        defined("eager");
        virsh("autostart", "eager");
        assertThat(virsh("dominfo", "eager")).containsPattern("Autostart: +enable");
        assertThat(virsh("list", "--all", "--autostart", "--name").lines()).contains("eager");
        virsh("autostart", "eager", "--disable");
        assertThat(virsh("dominfo", "eager")).containsPattern("Autostart: +disable");
        gone("eager");
    }

    @Test
    void aLinuxGuestDoesAllThatAGuestDoes() throws Exception {
        virsh("define", linux("linux").toString());
        virsh("start", "linux");
        awaitBooted("linux", 1);
        assertThat(virsh("domblklist", "linux")).contains("vda").contains("linux.qcow2");
        assertThat(virsh("domiflist", "linux")).contains("user").contains("virtio");
        assertThat(virsh("domstats", "linux"))
                .contains("state.state=1").contains("cpu.time=").contains("balloon.current=").contains("block.0.name=vda");

        Path picture = lab.folder().resolve("screen");
        virsh("screenshot", "linux", picture.toString());
        byte[] head = Files.readAllBytes(picture);
        assertThat(new String(head, 0, 4, StandardCharsets.ISO_8859_1)).matches("(?s)\u0089PNG|P6.*");

        assertThat(virsh("qemu-monitor-command", "linux", "--hmp", "info status")).contains("running");
        assertThat(virsh("qemu-monitor-command", "linux", "{\"execute\":\"query-name\"}")).contains("linux");

        virsh("send-key", "linux", "KEY_A");

        virsh("setmem", "linux", "128M", "--live");
        await("the balloon takes memory").atMost(Lab.LIMIT)
                .until(() -> number(virsh("dommemstat", "linux"), "actual (\\d+)") == 128 * 1024);
        virsh("setvcpus", "linux", "2", "--live");
        assertThat(virsh("vcpucount", "linux", "--current", "--live").strip()).isEqualTo("2");
        virsh("destroy", "linux");
        gone("linux");
    }

    /** Types into a guest's console through virsh on a terminal and waits for its answer. */
    private void talk(String name, String typed, String answer) {
        String program = """
                import os, pty, sys, time, select
                pid, fd = pty.fork()
                if pid == 0:
                    os.execvp('virsh', ['virsh', '-c', sys.argv[1], 'console', '%s'])
                heard = b''
                def expect(text):
                    global heard
                    end = time.time() + 100
                    while text not in heard:
                        if not select.select([fd], [], [], max(0, end - time.time()))[0]:
                            sys.exit('no ' + repr(text) + ' in ' + repr(heard))
                        heard += os.read(fd, 4096)
                    heard = heard[heard.index(text) + len(text):]
                expect(b'Escape character')
                # virsh throws away what is typed before its terminal is ready, and does not say when that is.
                while b'# ' not in heard:
                    os.write(fd, b'\\n')
                    if select.select([fd], [], [], 2)[0]:
                        heard += os.read(fd, 4096)
                expect(b'# ')
                os.write(fd, b'%s')
                expect(b'%s')
                # virsh looks for its escape character at the start of what it reads only.
                time.sleep(1)
                os.write(fd, b'\\x1d')
                os.waitpid(pid, 0)
                """.formatted(name, typed, answer);
        Lab.Result result = lab.python(program);
        assertThat(result.status()).as(result.error()).isZero();
    }

    @Test
    void aConsoleIsTypedIntoAndAnswers() {
        virsh("create", linux("talker").toString());
        awaitBooted("talker", 1);
        talk("talker", "echo answer=$((21 * 2))\\n", "answer=42");
        // A second visit finds the same shell.
        talk("talker", "echo again=$((3 * 4))\\n", "again=12");
        gone("talker");
    }

    @Test
    void shutdownAndRebootAskTheGuest() {
        virsh("define", linux("polite").toString());
        virsh("start", "polite");
        awaitBooted("polite", 1);
        virsh("reboot", "polite");
        awaitBooted("polite", 2);
        assertThat(virsh("domstate", "polite")).startsWith("running");
        virsh("shutdown", "polite");
        await("the guest powers off").atMost(Lab.LIMIT).until(() -> virsh("domstate", "polite").startsWith("shut off"));
        assertThat(virsh("domstate", "polite", "--reason")).startsWith("shut off (shutdown)");
        gone("polite");
    }

    @Test
    void memoryIsSavedAndComesBack() throws Exception {
        virsh("define", linux("saved").toString());
        virsh("start", "saved");
        awaitBooted("saved", 1);
        talk("saved", "kept=$((1000 + 234)); echo set=$((1 + 1))\\n", "set=2");
        virsh("managedsave", "saved");
        assertThat(virsh("domstate", "saved", "--reason")).startsWith("shut off (saved)");
        assertThat(virsh("dominfo", "saved")).containsPattern("Managed save: +yes");
        assertThat(lab.guests()).noneMatch(guest -> guest.info().commandLine().orElse("").contains("guest=saved"));
        virsh("start", "saved");
        assertThat(virsh("domstate", "saved", "--reason")).startsWith("running (restored)");
        talk("saved", "echo memory=$kept\\n", "memory=1234");

        Path image = lab.folder().resolve("saved.image");
        virsh("save", "saved", image.toString());
        assertThat(virsh("save-image-dumpxml", image.toString())).contains("<name>saved</name>");
        virsh("restore", image.toString());
        talk("saved", "echo memory=$kept\\n", "memory=1234");

        Path core = lab.folder().resolve("core");
        virsh("dump", "saved", core.toString(), "--memory-only");
        assertThat(Files.readAllBytes(core)).startsWith(0x7f, 'E', 'L', 'F');
        virsh("dump", "saved", core.toString(), "--live");
        await().atMost(Lab.LIMIT).until(() -> virsh("domstate", "saved").startsWith("running"));
        talk("saved", "echo memory=$kept\\n", "memory=1234");
        gone("saved");
    }

    @Test
    void undefineKnowsItsFlags() {
        defined("flagged");
        virsh("start", "flagged");
        virsh("managedsave", "flagged");
        assertThat(lab.virsh("undefine", "flagged").error()).contains("managed save image");
        virsh("undefine", "flagged", "--managed-save");
        assertThat(virsh("list", "--all", "--name").lines()).doesNotContain("flagged");
    }

    @Test
    void eventsAreSeenInOrder() {
        defined("watched");
        String program = """
                import subprocess, sys
                watch = subprocess.Popen(['virsh', '-c', sys.argv[1], 'event', '--all', '--loop', '--timeout', '60',
                                          '--domain', 'watched'], stdout=subprocess.PIPE, text=True)
                import time; time.sleep(1)
                for command in ('start', 'suspend', 'resume', 'destroy'):
                    subprocess.run(['virsh', '-c', sys.argv[1], command, 'watched'], check=True, stdout=subprocess.DEVNULL)
                seen = []
                while not any('Stopped' in line for line in seen):
                    seen.append(watch.stdout.readline())
                watch.terminate()
                print(''.join(line for line in seen if 'lifecycle' in line))
                """;
        assertThat(lab.python(program).orFail()).containsSubsequence(
                "Started Booted", "Suspended Paused", "Resumed Unpaused", "Stopped Destroyed");
        gone("watched");
    }
}
