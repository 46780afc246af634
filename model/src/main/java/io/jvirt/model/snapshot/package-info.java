/** Documents of snapshots, checkpoints and backups of guests. */
package io.jvirt.model.snapshot;
