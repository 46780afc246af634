package io.jvirt.qemu.complete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.api.JvirtException;
import io.jvirt.model.PciAddress;
import org.junit.jupiter.api.Test;

class PciAddressSetTest {
    private static final int PCI = PciConnect.PCI_DEVICE | PciConnect.HOTPLUGGABLE;
    private static final int EXPRESS = PciConnect.PCIE_DEVICE | PciConnect.HOTPLUGGABLE;

    private static PciAddressSet set(boolean dryRun, PciModel... buses) {
        PciAddressSet set = new PciAddressSet(dryRun, true, false);
        for (PciModel model : buses) {
            set.addBus(new PciBus(model));
        }
        return set;
    }

    @Test
    void fillsSlotsInOrderAndGrowsByBridges() {
        PciAddressSet set = set(true, PciModel.PCI_ROOT);
        set.reserve(PciAddress.of(0, 2), PCI, true);
        assertThat(set.take(PCI, 0)).isEqualTo(PciAddress.of(0, 1));
        assertThat(set.take(PCI, 0)).isEqualTo(PciAddress.of(0, 3));
        for (int slot = 4; slot <= 31; slot++) {
            set.take(PCI, 0);
        }
        assertThat(set.take(PCI, 0)).isEqualTo(PciAddress.of(1, 1));
        assertThat(set.bus(1).model).isEqualTo(PciModel.BRIDGE);
    }

    @Test
    void rootPortsShareASlotAndTakeOneDeviceEach() {
        PciAddressSet set = set(true, PciModel.PCIE_ROOT);
        assertThat(set.take(EXPRESS, 0)).isEqualTo(PciAddress.of(1, 0));
        assertThat(set.take(EXPRESS, 0)).isEqualTo(PciAddress.of(2, 0));
        assertThat(set.take(PciModel.ROOT_PORT.needs(), 0)).isEqualTo(new PciAddress(0, 0, 1, 0));
        assertThat(set.take(PciModel.ROOT_PORT.needs(), 0)).isEqualTo(new PciAddress(0, 0, 1, 1));
    }

    @Test
    void conventionalDevicesReachExpressThroughABridge() {
        PciAddressSet set = set(true, PciModel.PCIE_ROOT);
        assertThat(set.take(PCI, 0)).isEqualTo(PciAddress.of(2, 1));
        assertThat(set.bus(1).model).isEqualTo(PciModel.ROOT_PORT);
        assertThat(set.bus(2).model).isEqualTo(PciModel.PCIE_BRIDGE);
        assertThat(set.take(PCI, 0)).isEqualTo(PciAddress.of(2, 2));
    }

    @Test
    void refusesWhatIsTakenUnknownOrDoesNotFit() {
        PciAddressSet set = set(false, PciModel.PCI_ROOT);
        set.reserve(PciAddress.of(0, 5), PCI, true);
        assertThatThrownBy(() -> set.reserve(PciAddress.of(0, 5), PCI, true)).isInstanceOf(JvirtException.class)
                .hasMessageContaining("0000:00:05.0");
        assertThatThrownBy(() -> set.reserve(PciAddress.of(1, 1), PCI, true)).hasMessageContaining("buses up to 0");
        assertThatThrownBy(() -> set.reserve(PciAddress.of(0, 0), PCI, true)).hasMessageContaining("from 1 to 31");
        assertThatThrownBy(() -> set.reserve(PciAddress.of(0, 6), PciModel.ROOT_PORT.needs(), true))
                .hasMessageContaining("pcie-root-port");
        assertThatThrownBy(() -> set(false, PciModel.PCIE_ROOT).take(EXPRESS, 0)).hasMessageContaining("No free PCI slot");
    }

    @Test
    void keepsIsolationGroupsApart() {
        PciAddressSet set = new PciAddressSet(true, false, true);
        PciBus root = new PciBus(PciModel.PCI_ROOT);
        root.isolationGroupLocked = true;
        set.addBus(root);
        assertThat(set.take(PCI, 3).bus()).isEqualTo(1);
        assertThat(set.take(PCI, 4).bus()).isEqualTo(2);
        assertThat(set.take(PCI, 3)).isEqualTo(PciAddress.of(1, 2));
        assertThat(set.take(PCI, 0).bus()).isZero();
    }
}
