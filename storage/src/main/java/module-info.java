/** Storage pools and volumes of the host. */
@org.jspecify.annotations.NullMarked
module io.jvirt.storage {
    requires static org.jspecify;
    requires transitive io.jvirt.api;
    requires io.jvirt.host;
    requires io.jvirt.image;
    requires io.jvirt.service;

    provides io.jvirt.api.spi.HostService with
            io.jvirt.storage.StorageService,
            io.jvirt.storage.GuestStorageService;
}
