# Stands for systemd: takes what is sent to a notification socket (sd_notify(3)), a JSON line for each.
import json
import os
import socket
import sys

path = sys.argv[1]
listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listener.bind(path)
print(json.dumps("listening"), flush=True)
while True:
    # A descriptor that comes along (BARRIER=1) is closed, which is the answer its sender waits for.
    message, descriptors, _, _ = socket.recv_fds(listener, 65536, 4)
    for descriptor in descriptors:
        os.close(descriptor)
    print(json.dumps(message.decode()), flush=True)
