package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import java.util.List;

@Doc("User and group ids of a container or shared folder.")
public record IdMap(@Child("uid") List<Range> uid, @Child("gid") List<Range> gid) {
    public IdMap {
        uid = List.copyOf(uid);
        gid = List.copyOf(gid);
    }

    public record Range(@Attr long start, @Attr long target, @Attr long count) {
    }
}
