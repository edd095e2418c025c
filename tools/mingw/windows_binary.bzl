"""A Windows program built beside the Linux ones, in one and the same invocation of Bazel."""

def _to_windows(_settings, _attr):
    # Sanitizers and coverage, which the command line asks for, are the Linux compiler's alone.
    return {
        "//command_line_option:collect_code_coverage": False,
        "//command_line_option:copt": [],
        "//command_line_option:linkopt": [],
        "//command_line_option:platforms": ["//tools/mingw:windows_x86_64"],
    }

_windows = transition(
    implementation = _to_windows,
    inputs = [],
    outputs = [
        "//command_line_option:collect_code_coverage",
        "//command_line_option:copt",
        "//command_line_option:linkopt",
        "//command_line_option:platforms",
    ],
)

def _windows_binary_impl(ctx):
    # An attribute under a Starlark transition is a list.
    program = ctx.attr.binary[0][DefaultInfo].files_to_run.executable
    exe = ctx.actions.declare_file(ctx.label.name + ".exe")
    ctx.actions.symlink(output = exe, target_file = program, is_executable = True)
    return [DefaultInfo(
        executable = exe,
        files = depset([exe]),
        runfiles = ctx.runfiles(files = [exe]),
    )]

windows_binary = rule(
    doc = """Builds the cc_binary `binary` with the cross compiler; the output is NAME.exe.

The label serves as data of a test ($(rootpath :NAME)), and `bazel build //x:NAME` leaves
bazel-bin/x/NAME.exe. It does not run on Linux by itself: see //tools/wine:run.
""",
    implementation = _windows_binary_impl,
    executable = True,
    attrs = {
        "binary": attr.label(mandatory = True, cfg = _windows, executable = True),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
)
