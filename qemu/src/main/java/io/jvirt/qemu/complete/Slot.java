package io.jvirt.qemu.complete;

import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.DeviceInfo;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A device's place in a {@link Draft}, through which it is replaced by a more complete copy of itself. */
final class Slot {
    private final Supplier<Device> getter;
    private final Consumer<Device> setter;

    Slot(Supplier<Device> getter, Consumer<Device> setter) {
        this.getter = getter;
        this.setter = setter;
    }

    /** {@return the place of a list's element} */
    @SuppressWarnings("unchecked")
    static <D extends Device> Slot of(List<D> list, int index) {
        return new Slot(() -> list.get(index), device -> list.set(index, (D) device));
    }

    Device device() {
        return getter.get();
    }

    DeviceInfo info() {
        return device().info();
    }

    @Nullable DeviceAddress address() {
        return info().address();
    }

    void setInfo(DeviceInfo info) {
        setter.accept(device().withInfo(info));
    }

    void setAddress(DeviceAddress address) {
        setter.accept(device().withInfo(info().withAddress(address)));
    }
}
