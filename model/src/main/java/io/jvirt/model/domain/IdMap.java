package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import java.util.List;

@Doc("User and group ids of a container or shared folder.")
public record IdMap(
        @Child("uid") @Doc("Range of user ids.") List<Range> uid,
        @Child("gid") @Doc("Range of group ids.") List<Range> gid) {
    public IdMap {
        uid = List.copyOf(uid);
        gid = List.copyOf(gid);
    }

    public record Range(
            @Attr @Doc("First id in the guest.") long start,
            @Attr @Doc("First id on the host.") long target,
            @Attr @Doc("How many ids.") long count) {
    }
}
