package io.jvirt.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ApiTest {
    @Test
    void uriFallsIntoItsParts() {
        ConnectionUri uri = ConnectionUri.parse("qemu+ssh://bob%40x@[::1]:2222/system?socket=/run/a%20b&mode=direct");
        assertThat(uri.driver()).isEqualTo("qemu");
        assertThat(uri.transport()).isEqualTo("ssh");
        assertThat(uri.user()).isEqualTo("bob@x");
        assertThat(uri.host()).isEqualTo("::1");
        assertThat(uri.port()).isEqualTo(2222);
        assertThat(uri.path()).isEqualTo("/system");
        assertThat(uri.parameters()).containsEntry("socket", "/run/a b").containsEntry("mode", "direct");
        assertThat(uri.driverUri()).isEqualTo("qemu:///system");
    }

    @Test
    void whatIsNoUriIsRefused() {
        assertThatThrownBy(() -> ConnectionUri.parse("qemu"))
                .isInstanceOfSatisfying(
                        JvirtException.class, e -> assertThat(e.domain()).isEqualTo(ErrorDomain.URI));
        assertThatThrownBy(() -> ConnectionUri.parse("qemu://h:port/")).hasMessageContaining("'port' is no port");
    }

    @Test
    void unknownSchemeHasNoDriver() {
        assertThatThrownBy(() -> Jvirt.connect("nosuch:///x"))
                .isInstanceOfSatisfying(JvirtException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.NO_CONNECT);
                    assertThat(e.getMessage()).isEqualTo("no connection driver available for nosuch:///x");
                });
    }

    @Test
    void numbersAreLibvirts() {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(code.number()).isEqualTo(code.ordinal());
        }
        assertThat(ErrorCode.AGENT_COMMAND_FAILED.number()).isEqualTo(113);
        assertThat(ErrorDomain.CH.number()).isEqualTo(72);
        assertThat(DomainEvent.Kind.NIC_MAC_CHANGE.ordinal()).isEqualTo(27);
        assertThat(StateReason.of(DomainState.PAUSED, 5)).isEqualTo(StateReason.PAUSED_IOERROR);
        assertThat(StateReason.of(DomainState.SHUTOFF, 99)).isEqualTo(StateReason.SHUTOFF_UNKNOWN);
    }

    @Test
    void flagsGoThereAndBackAndUnknownBitsAreNamed() {
        DomainFlags.Undefine[] flags =
                Flag.parse(DomainFlags.Undefine.class, 5, "virDomainUndefineFlags", ErrorDomain.QEMU);
        assertThat(flags).containsExactly(DomainFlags.Undefine.MANAGED_SAVE, DomainFlags.Undefine.NVRAM);
        assertThat(Flag.bits(flags)).isEqualTo(5);
        assertThatThrownBy(() -> Flag.parse(
                        DomainFlags.Define.class, 0x11, "virDomainDefineXMLFlags", ErrorDomain.QEMU))
                .hasMessage("invalid argument: unsupported flags (0x10) in function virDomainDefineXMLFlags");
    }
}
