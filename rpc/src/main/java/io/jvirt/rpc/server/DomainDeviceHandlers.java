package io.jvirt.rpc.server;

import static io.jvirt.rpc.protocol.DomainProcedures.*;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.api.KeycodeSet;
import io.jvirt.rpc.protocol.DomainMessages;
import io.jvirt.rpc.protocol.QemuProcedures;
import io.jvirt.rpc.server.Dispatch.Opened;

/** A guest's devices, and its hypervisor's monitor. */
final class DomainDeviceHandlers {
    private DomainDeviceHandlers() {}

    @SuppressWarnings("NullAway") // null is the only value of Void
    static void bind(Dispatch on) {
        on.run(DOMAIN_ATTACH_DEVICE, (call, a) -> call.domain(a.domain()).attachDevice(a.text(), DomainFlags.Affect.LIVE));
        on.run(DOMAIN_ATTACH_DEVICE_FLAGS, (call, a) -> call.domain(a.domain())
                .attachDevice(a.text(), call.flags(DomainFlags.Affect.class, a.flags())));
        on.run(DOMAIN_DETACH_DEVICE, (call, a) -> call.domain(a.domain()).detachDevice(a.text(), DomainFlags.Affect.LIVE));
        on.run(DOMAIN_DETACH_DEVICE_FLAGS, (call, a) -> call.domain(a.domain())
                .detachDevice(a.text(), call.flags(DomainFlags.Affect.class, a.flags())));
        on.run(DOMAIN_DETACH_DEVICE_ALIAS, (call, a) -> call.domain(a.domain())
                .detachDeviceAlias(a.text(), call.flags(DomainFlags.Affect.class, a.flags())));
        on.run(DOMAIN_UPDATE_DEVICE_FLAGS, (call, a) -> call.domain(a.domain())
                .updateDevice(a.text(), call.flags(DomainFlags.UpdateDevice.class, a.flags())));
        on.stream(DOMAIN_OPEN_CONSOLE, (call, a) -> new Opened<>(
                null,
                call.domain(a.domain()).openConsole(a.text(), call.flags(DomainFlags.Console.class, a.flags())),
                true,
                true));
        on.stream(DOMAIN_OPEN_CHANNEL, (call, a) -> new Opened<>(
                null, call.domain(a.domain()).openChannel(a.text(), a.flags()), true, true));
        on.stream(DOMAIN_SCREENSHOT, (call, a) -> {
            Domain.Screenshot screenshot = call.domain(a.domain()).screenshot(a.number(), a.flags());
            return new Opened<>(
                    new DomainMessages.OptionalText(screenshot.mimeType()), screenshot.data(), true, false);
        });
        on.run(DOMAIN_OPEN_GRAPHICS_FD, (call, a) -> {
            DomainFlags.OpenGraphics[] flags = call.flags(DomainFlags.OpenGraphics.class, a.flags());
            if (!call.session().passesDescriptors()) {
                throw new JvirtException(
                        ErrorCode.OPERATION_UNSUPPORTED,
                        ErrorDomain.RPC,
                        "an open file can go over a Unix socket only: connect to the one of this host");
            }
            call.attach(call.domain(a.domain()).openGraphics(a.number(), flags));
        });
        on.run(DOMAIN_SEND_KEY, (call, a) -> call.domain(a.domain())
                .sendKey(
                        Convert.constant(KeycodeSet.class, a.codeset(), "codeset"),
                        a.holdTime(),
                        a.keycodes(),
                        a.flags()));
        on.run(DOMAIN_INJECT_NMI, (call, a) -> call.domain(a.domain()).injectNmi(a.flags()));
        on.run(DOMAIN_BLOCK_RESIZE, (call, a) -> call.domain(a.domain())
                .resizeBlock(a.disk(), a.size(), a.flags()));
        on.call(QemuProcedures.MONITOR_COMMAND, (call, a) -> call.domain(a.domain())
                .monitorCommand(a.text(), call.flags(DomainFlags.Monitor.class, a.flags())));
    }
}
