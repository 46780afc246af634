package io.jvirt.qemu;

import io.jvirt.api.DataStream;
import io.jvirt.api.DomainDevices;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.Flag;
import io.jvirt.api.KeycodeSet;
import io.jvirt.qemu.operations.ConsoleAccess;
import io.jvirt.qemu.operations.DeviceControl;
import io.jvirt.qemu.operations.Disks;
import io.jvirt.qemu.operations.GraphicsAccess;
import io.jvirt.qemu.operations.Keys;
import io.jvirt.qemu.operations.MonitorAccess;
import io.jvirt.qemu.operations.Screenshots;
import java.nio.channels.ByteChannel;
import org.jspecify.annotations.Nullable;

/** The calls on a guest's devices. */
interface DeviceCalls extends GuestHandle, DomainDevices {
    private DeviceControl devices() {
        return new DeviceControl(stored(), instance().launcher()::complete, instance().life().devices());
    }

    @Override
    default void attachDevice(String xml, DomainFlags.Affect... flags) {
        devices().attach(guest("virDomainAttachDeviceFlags"), xml, flags);
    }

    @Override
    default void detachDevice(String xml, DomainFlags.Affect... flags) {
        devices().detach(guest("virDomainDetachDeviceFlags"), xml, flags);
    }

    @Override
    default void detachDeviceAlias(String alias, DomainFlags.Affect... flags) {
        devices().detachAlias(guest("virDomainDetachDeviceAlias"), alias, flags);
    }

    @Override
    default void updateDevice(String xml, DomainFlags.UpdateDevice... flags) {
        devices().update(guest("virDomainUpdateDeviceFlags"), xml, flags);
    }

    @Override
    default void resizeBlock(String disk, long size, int flags) {
        Disks.resize(guest("virDomainBlockResize"), disk, size, flags);
    }

    @Override
    default DataStream openConsole(@Nullable String device, DomainFlags.Console... flags) {
        return ConsoleAccess.console(guest("virDomainOpenConsole"), device, Flag.has(flags, DomainFlags.Console.FORCE));
    }

    @Override
    default DataStream openChannel(@Nullable String channel, int flags) {
        return ConsoleAccess.channel(guest("virDomainOpenChannel"), channel, flags);
    }

    @Override
    default ByteChannel openGraphics(int index, DomainFlags.OpenGraphics... flags) {
        boolean skipAuth = Flag.has(flags, DomainFlags.OpenGraphics.SKIPAUTH);
        return GraphicsAccess.open(guest("virDomainOpenGraphicsFD"), index, skipAuth);
    }

    @Override
    default Screenshot screenshot(int screen, int flags) {
        return Screenshots.take(guest("virDomainScreenshot"), screen);
    }

    @Override
    default void sendKey(KeycodeSet set, int holdMillis, int[] keys, int flags) {
        Keys.send(guest("virDomainSendKey"), set, holdMillis, keys);
    }

    @Override
    default void injectNmi(int flags) {
        MonitorAccess.injectNmi(guest("virDomainInjectNMI"));
    }
}
