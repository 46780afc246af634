package io.jvirt.model.filter;

import io.jvirt.model.MacAddress;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The document of a filter in force on one interface, {@code <filterbinding>}. */
@Element("filterbinding")
@Doc("A filter in force on an interface of a guest.")
public record FilterBindingDescription(
        @Child @Refusal(missing = "filter binding has no owner") @Doc("The guest.") Owner owner,
        @Attr("portdev@name") @Refusal(missing = "filter binding has no port dev name") @Doc("The interface of the host that carries the guest's traffic.") String portdev,
        @Attr("linkdev@name") @Doc("The host's interface under it, for macvtap.") @Nullable String linkdev,
        @Attr("mac@address") @Refusal(missing = "filter binding has no MAC address") @Doc("The guest's hardware address.") MacAddress mac,
        @Child @Refusal(missing = "filter binding has no filter reference") FilterReference filterref) {
    @Doc("The guest.")
    public record Owner(
            @Child @Refusal(missing = "filter binding has no owner name") @Doc("Its name.") String name,
            @Child @Refusal(missing = "filter binding has no owner UUID") @Doc("Its identity.") UUID uuid) {
    }
}
