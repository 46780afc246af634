package io.jvirt.qemu.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.model.cpu.X86CpuMap;
import io.jvirt.model.domain.Cpu;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.qemu.testkit.TestQemu;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What stands in command lines, and what never does. */
class CommandLineTest {
    private static final LaunchEnvironment ENVIRONMENT =
            LaunchEnvironment.of("/run/guest", new MonitorEndpoint.Inherited(3));

    @BeforeAll
    static void needsQemu() {
        Assumptions.assumeTrue(Files.isExecutable(TestQemu.BINARY), TestQemu.BINARY + " is not installed");
    }

    private static List<String> argv(String machine, String elements, String devices) {
        return argv(machine, elements, devices, ENVIRONMENT);
    }

    private static List<String> argv(String machine, String elements, String devices, LaunchEnvironment environment) {
        return CommandSamples.command(CommandSamples.guest(machine, elements, devices), environment).argv();
    }

    private static List<String> valuesOf(List<String> argv, String option) {
        return IntStream.range(0, argv.size() - 1).filter(i -> argv.get(i).equals("-" + option))
                .mapToObj(i -> argv.get(i + 1)).toList();
    }

    @Test
    void commasInValuesAreDoubledAndShellCharactersArePlain() {
        List<String> argv = argv("pc", "", "<serial type='file'><source path='/tmp/a,b $(id) \"x\"'/></serial>");
        assertThat(valuesOf(argv, "chardev")).contains("file,id=charserial0,path=/tmp/a,,b $(id) \"x\"");
    }

    @Test
    void shellTextKeepsEachWordTogether() throws Exception {
        CommandLine line = new CommandLine("/bin/printf", Map.of("A", "b c"), List.of(
                new Argument.Verbatim("%s|"), new Argument.Option("x", new OptionValue.Plain("it's $HOME; `id`")),
                new Argument.Option("y", new OptionValue.None())));
        Process shell = new ProcessBuilder("/bin/sh", "-c", line.shellText()).redirectErrorStream(true).start();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(out).isEqualTo("-x|it's $HOME; `id`|-y|");
    }

    @Test
    void everyCountedThreadCanServeADisk() {
        List<String> argv = argv("pc", "<iothreads>2</iothreads>", """
                <disk type='file' device='disk'><driver name='qemu' type='raw' iothread='2'/><source file='/x'/>
                  <target dev='vda' bus='virtio'/></disk>
                """);
        assertThat(valuesOf(argv, "device")).anySatisfy(device ->
                assertThat(device).contains("virtio-blk-pci").contains("\"iothread\":\"iothread2\""));
    }

    @Test
    void dataKeptApartFromItsImageIsANodeOfItsOwn() {
        List<String> argv = argv("pc", "", """
                <disk type='file' device='disk'><driver name='qemu' type='qcow2'/>
                  <source file='/map.qcow2'><dataStore type='block'><format type='raw'/><source dev='/dev/data'/></dataStore></source>
                  <target dev='vda' bus='virtio'/></disk>
                """);
        List<String> nodes = valuesOf(argv, "blockdev");
        String data = nodes.getFirst();
        assertThat(data).contains("/dev/data");
        String name = nodes.stream().filter(n -> n.contains("\"backing\"") || n.contains("qcow2\"")).reduce((a, b) -> b)
                .orElseThrow().replaceAll(".*\"data-file\":\"([^\"]*)\".*", "$1");
        assertThat(nodes.subList(0, 2)).anySatisfy(n -> assertThat(n).contains("\"node-name\":\"" + name + "\""));
    }

    @Test
    void qemuConfinesItselfByDefault() {
        assertThat(valuesOf(argv("pc", "", ""), "sandbox"))
                .containsExactly("on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny");
    }

    @Test
    void noSecretIsReadable() {
        MasterKey key = MasterKey.random();
        LaunchEnvironment environment = ENVIRONMENT.withSecrets(new FixedSecrets(key), "/run/guest/key");
        CommandLine line = CommandSamples.command(CommandSamples.guest("pc", "", """
                <disk type='network' device='disk'><driver name='qemu' type='raw'/>
                  <source protocol='https' name='/x'><host name='example.org' port='443'/>
                    <auth username='joe'><secret type='iscsi' usage='u'/></auth>
                    <cookies><cookie name='session'>hunter2cookie</cookie></cookies></source>
                  <target dev='vda' bus='virtio'/></disk>
                <graphics type='vnc' port='5999' passwd='hunter2'/>
                """), environment);
        String all = String.join("\n", line.argv()) + line.environment() + line.shellText();
        assertThat(all).doesNotContain(FixedSecrets.VALUE).doesNotContain("hunter2")
                .doesNotContain(Base64.getEncoder().encodeToString(FixedSecrets.VALUE.getBytes(StandardCharsets.UTF_8)))
                .doesNotContain(Base64.getEncoder().encodeToString(key.bytes())).contains("password=on");
    }

    @Test
    void sealedSecretsOpenWithTheKeyOnly() throws Exception {
        MasterKey key = MasterKey.random();
        SealedSecret sealed = key.seal("correct horse");
        assertThat(key.seal("correct horse").data()).isNotEqualTo(sealed.data());
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key.bytes(), "AES"),
                new IvParameterSpec(Base64.getDecoder().decode(sealed.iv())));
        assertThat(new String(cipher.doFinal(Base64.getDecoder().decode(sealed.data())), StandardCharsets.UTF_8))
                .isEqualTo("correct horse");
    }

    @Test
    void namesOfUsersStayAndDoNotCount() {
        List<String> devices = valuesOf(argv("pc", "", """
                <interface type='user'><alias name='ua-first'/><model type='e1000'/></interface>
                <interface type='user'><model type='e1000'/></interface>
                """), "netdev");
        assertThat(devices).hasSize(2);
        assertThat(devices.get(0)).contains("hostua-first");
        assertThat(devices.get(1)).contains("hostnet0");
    }

    @Test
    void imagesAreNumberedFromTheLastDiskOn() {
        DomainDescription live = LiveDocument.of(CommandSamples.guest("pc", "", """
                <disk type='file'><source file='/a'/><backingStore type='file'><format type='raw'/><source file='/b'/><backingStore/></backingStore><target dev='vda' bus='virtio'/></disk>
                <disk type='file'><source file='/c'/><target dev='vdb' bus='virtio'/></disk>
                """), CommandSamples.capabilities(), ENVIRONMENT);
        assertThat(live.devices().disks()).extracting(d -> d.source().common().index()).containsExactly(2, 1);
        assertThat(live.devices().disks().getFirst().backingStore().source().common().index()).isEqualTo(3);
        assertThat(LiveDocument.of(live, CommandSamples.capabilities(), ENVIRONMENT)).isEqualTo(live);
    }

    @Test
    void overridesAndExtraArgumentsArePassedOn() {
        List<String> argv = argv("pc", """
                <qemu:commandline><qemu:arg value='-no-hpet'/></qemu:commandline>
                <qemu:override><qemu:device alias='ua-net'><qemu:frontend>
                  <qemu:property name='x-number' type='signed' value='-7'/><qemu:property name='mac' type='remove'/>
                </qemu:frontend></qemu:device></qemu:override>
                """, "<interface type='user'><alias name='ua-net'/><model type='e1000'/></interface>");
        assertThat(argv).contains("-no-hpet");
        assertThat(valuesOf(argv, "device")).filteredOn(d -> d.contains("\"ua-net\""))
                .singleElement().asString().contains("\"x-number\":-7").doesNotContain("\"mac\"");
    }

    @Test
    void whatQemuCannotDoIsRefusedByName() {
        assertThatThrownBy(() -> argv("pc", "", "<disk type='network' device='disk'><source protocol='iscsi' name='iqn:x/1'>"
                + "<host name='a'/><host name='b'/></source><target dev='vda' bus='virtio'/></disk>"))
                .isInstanceOf(JvirtException.class).hasMessageContaining("iscsi").hasMessageContaining("one host");
        assertThatThrownBy(() -> argv("pc", "<memoryBacking><hugepages/></memoryBacking>", ""))
                .isInstanceOfSatisfying(JvirtException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_UNSUPPORTED))
                .hasMessageContaining("hugetlbfs");
    }

    @Test
    void hostModelBecomesAModelWithAName() {
        DomainDescription live = LiveDocument.of(CommandSamples.guest("pc", "<cpu mode='host-model'>"
                + "<feature policy='disable' name='aes'/></cpu>", ""), CommandSamples.capabilities(), ENVIRONMENT);
        assertThat(live.cpu()).satisfies(cpu -> {
            assertThat(cpu.mode()).isEqualTo(Cpu.Mode.CUSTOM);
            assertThat(X86CpuMap.get().modelOf(cpu)).isPresent();
            assertThat(cpu.feature()).contains(new Cpu.Feature(Cpu.Policy.DISABLE, "aes"));
        });
        String model = X86CpuMap.get().modelOf(live.cpu()).orElseThrow().name();
        String cpu = valuesOf(argv("pc", "<cpu mode='host-model'/>", ""), "cpu").getFirst();
        assertThat(cpu).startsWith(model + ",").contains("hypervisor=on");
    }

    @Test
    void aHostThatLacksWhatIsCheckedIsRefused() {
        assertThatThrownBy(() -> argv("pc", "<cpu mode='custom' match='exact' check='partial'><model>Haswell</model></cpu>", ""))
                .isInstanceOfSatisfying(JvirtException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CPU_INCOMPATIBLE))
                .hasMessageContaining("Host CPU does not provide required features: pcid");
        assertThat(valuesOf(argv("pc", "<cpu mode='custom' match='exact' check='none'><model>Skylake-Server</model></cpu>",
                ""), "cpu")).containsExactly("Skylake-Server,mpx=off");
    }
}
