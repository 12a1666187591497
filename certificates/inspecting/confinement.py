"""Give up what examining doesn't need: time, memory, files, processes, network.

Limits of the operating system hold everywhere; on Linux a filter of system calls stands behind
them. Where a system knows no such limit the rest still holds, and the parent's clock always does.
"""

import ctypes
import platform
import resource
import time
from contextlib import suppress
from math import ceil
from typing import ClassVar

SECONDS_OF_CPU = 3
# What is allocated; what is mapped from libraries comes on top, some 45 MB.
BYTES_OF_DATA = 192 * 2**20

# read write close fstat lseek mmap mprotect munmap brk rt_sigaction rt_sigprocmask rt_sigreturn
# sched_yield mremap madvise exit exit_group getrusage gettimeofday sigaltstack futex
# clock_gettime clock_nanosleep getrandom restart_syscall setitimer select pselect6
_ALLOWED = {
    "x86_64": "0 1 3 5 8 9 10 11 12 13 14 15 24 25 28 60 231 98 96 131 202 228 230 318 219 38 23"
    " 270",
    "aarch64": "63 64 57 80 62 222 226 215 214 134 135 139 124 216 233 93 94 165 169 132 98 113 115"
    " 278 128 103 72",
}
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
# linux/filter.h, seccomp.h and prctl.h.
_LOAD_WORD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _REFUSE_WITH_EPERM = 0x7FFF0000, 0x00050001
_NUMBER, _ARCHITECTURE_OF_CALL = 0, 4
_NO_NEW_PRIVILEGES, _SET_FILTER, _FILTER_MODE = 38, 22, 2


class _Instruction(ctypes.Structure):
    _fields_: ClassVar = [
        ("code", ctypes.c_ushort),
        ("if_true", ctypes.c_ubyte),
        ("if_false", ctypes.c_ubyte),
        ("value", ctypes.c_uint),
    ]


class _Program(ctypes.Structure):
    _fields_: ClassVar = [
        ("length", ctypes.c_ushort),
        ("instructions", ctypes.POINTER(_Instruction)),
    ]


def confine() -> None:
    """From here on no file, socket or process can be opened, and time and memory are counted."""
    spent = ceil(time.process_time())
    for limit, value in {
        resource.RLIMIT_CPU: spent + SECONDS_OF_CPU,
        resource.RLIMIT_DATA: BYTES_OF_DATA,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_NOFILE: 0,
    }.items():
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))
    _filter_system_calls()


def _filter_system_calls() -> None:
    machine = platform.machine()
    if platform.system() != "Linux" or machine not in _ALLOWED:
        return
    numbers = [int(number) for number in _ALLOWED[machine].split()]
    last = len(numbers)
    lines = [
        _Instruction(_LOAD_WORD, 0, 0, _ARCHITECTURE_OF_CALL),
        _Instruction(_JUMP_IF_EQUAL, 0, last + 1, _ARCHITECTURES[machine]),
        _Instruction(_LOAD_WORD, 0, 0, _NUMBER),
        *(
            _Instruction(_JUMP_IF_EQUAL, last - place, 0, number)
            for place, number in enumerate(numbers)
        ),
        _Instruction(_RETURN, 0, 0, _REFUSE_WITH_EPERM),
        _Instruction(_RETURN, 0, 0, _ALLOW),
    ]
    code = (_Instruction * len(lines))(*lines)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    libc.prctl(_SET_FILTER, _FILTER_MODE, ctypes.byref(_Program(len(lines), code)), 0, 0)
