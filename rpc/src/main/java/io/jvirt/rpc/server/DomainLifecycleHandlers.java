package io.jvirt.rpc.server;

import static io.jvirt.rpc.protocol.DomainProcedures.*;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DumpFormat;

/** How guests come, run, rest and go. */
final class DomainLifecycleHandlers {
    private DomainLifecycleHandlers() {}

    static void bind(Dispatch on) {
        on.call(DOMAIN_LOOKUP_BY_ID, (call, id) -> Convert.ref(call.connection().domain(id)));
        on.call(DOMAIN_LOOKUP_BY_UUID, (call, uuid) -> Convert.ref(call.connection().domain(uuid)));
        on.call(DOMAIN_LOOKUP_BY_NAME, (call, name) -> Convert.ref(call.connection().domain(name)));

        on.call(DOMAIN_DEFINE_XML, (call, xml) -> Convert.ref(call.connection().define(xml)));
        on.call(DOMAIN_DEFINE_XML_FLAGS, (call, a) -> Convert.ref(
                call.connection().define(a.text(), call.flags(DomainFlags.Define.class, a.flags()))));
        on.call(DOMAIN_CREATE_XML, (call, a) -> Convert.ref(
                call.connection().create(a.text(), call.flags(DomainFlags.Create.class, a.flags()))));
        on.run(DOMAIN_UNDEFINE, (call, a) -> call.domain(a).undefine());
        on.run(DOMAIN_UNDEFINE_FLAGS, (call, a) -> call.domain(a.domain())
                .undefine(call.flags(DomainFlags.Undefine.class, a.flags())));
        on.call(DOMAIN_RENAME, (call, a) -> {
            call.noFlags(a.flags());
            call.domain(a.domain()).rename(a.text() == null ? "" : a.text());
            return 0;
        });

        on.run(DOMAIN_CREATE, (call, a) -> call.domain(a).start());
        on.call(DOMAIN_CREATE_WITH_FLAGS, (call, a) -> {
            Domain domain = call.domain(a.domain());
            domain.start(call.flags(DomainFlags.Create.class, a.flags()));
            return Convert.ref(domain);
        });
        on.run(DOMAIN_SHUTDOWN, (call, a) -> call.domain(a).shutdown());
        on.run(DOMAIN_SHUTDOWN_FLAGS, (call, a) -> call.domain(a.domain())
                .shutdown(call.flags(DomainFlags.Shutdown.class, a.flags())));
        on.run(DOMAIN_REBOOT, (call, a) -> call.domain(a.domain())
                .reboot(call.flags(DomainFlags.Shutdown.class, a.flags())));
        on.run(DOMAIN_RESET, (call, a) -> {
            call.noFlags(a.flags());
            call.domain(a.domain()).reset();
        });
        on.run(DOMAIN_SUSPEND, (call, a) -> call.domain(a).suspend());
        on.run(DOMAIN_RESUME, (call, a) -> call.domain(a).resume());
        on.run(DOMAIN_DESTROY, (call, a) -> call.domain(a).destroy());
        on.run(DOMAIN_DESTROY_FLAGS, (call, a) -> call.domain(a.domain())
                .destroy(call.flags(DomainFlags.Destroy.class, a.flags())));
        on.call(DOMAIN_GET_AUTOSTART, (call, a) -> Convert.number(call.domain(a).autostart()));
        on.run(DOMAIN_SET_AUTOSTART, (call, a) -> call.domain(a.domain()).setAutostart(a.number() != 0));
        on.run(DOMAIN_SET_LIFECYCLE_ACTION, (call, a) -> call.domain(a.domain())
                .setLifecycleAction(a.type(), a.action(), call.flags(DomainFlags.Affect.class, a.flags())));
        on.run(DOMAIN_PM_SUSPEND_FOR_DURATION, (call, a) -> {
            call.noFlags(a.flags());
            call.domain(a.domain()).pmSuspend(a.target(), a.duration());
        });
        on.run(DOMAIN_PM_WAKEUP, (call, a) -> {
            call.noFlags(a.flags());
            call.domain(a.domain()).pmWakeup();
        });
        bindSaving(on);
    }

    private static void bindSaving(Dispatch on) {
        on.run(DOMAIN_SAVE, (call, a) -> call.domain(a.domain()).save(a.text(), null));
        on.run(DOMAIN_SAVE_FLAGS, (call, a) -> call.domain(a.domain())
                .save(a.to(), a.xml(), call.flags(DomainFlags.SaveRestore.class, a.flags())));
        on.run(DOMAIN_RESTORE, (call, file) -> call.connection().restore(file, null));
        on.run(DOMAIN_RESTORE_FLAGS, (call, a) -> call.connection()
                .restore(a.from(), a.xml(), call.flags(DomainFlags.SaveRestore.class, a.flags())));
        on.call(DOMAIN_SAVE_IMAGE_GET_XML_DESC, (call, a) -> call.connection()
                .savedImageXml(a.text(), call.flags(DomainFlags.Xml.class, a.flags())));
        on.run(DOMAIN_SAVE_IMAGE_DEFINE_XML, (call, a) -> call.connection()
                .defineSavedImageXml(a.file(), a.xml(), call.flags(DomainFlags.SaveRestore.class, a.flags())));
        on.run(DOMAIN_MANAGED_SAVE, (call, a) -> call.domain(a.domain())
                .managedSave(call.flags(DomainFlags.SaveRestore.class, a.flags())));
        on.call(DOMAIN_HAS_MANAGED_SAVE_IMAGE, (call, a) -> {
            call.noFlags(a.flags());
            return Convert.number(call.domain(a.domain()).hasManagedSaveImage());
        });
        on.run(DOMAIN_MANAGED_SAVE_REMOVE, (call, a) -> {
            call.noFlags(a.flags());
            call.domain(a.domain()).removeManagedSave();
        });
        on.call(DOMAIN_MANAGED_SAVE_GET_XML_DESC, (call, a) -> {
            DomainFlags.Xml[] flags = call.flags(DomainFlags.Xml.class, a.flags());
            DomainInformationHandlers.checkSecure(call, flags);
            return call.domain(a.domain()).managedSaveXml(flags);
        });
        on.run(DOMAIN_MANAGED_SAVE_DEFINE_XML, (call, a) -> call.domain(a.domain())
                .defineManagedSaveXml(
                        a.text() == null ? "" : a.text(), call.flags(DomainFlags.SaveRestore.class, a.flags())));
        on.run(DOMAIN_CORE_DUMP, (call, a) -> call.domain(a.domain())
                .coreDump(a.text(), DumpFormat.RAW, call.flags(DomainFlags.CoreDump.class, a.flags())));
        on.run(DOMAIN_CORE_DUMP_WITH_FORMAT, (call, a) -> call.domain(a.domain())
                .coreDump(
                        a.to(),
                        Convert.constant(DumpFormat.class, a.format(), "dumpformat"),
                        call.flags(DomainFlags.CoreDump.class, a.flags())));
    }
}
