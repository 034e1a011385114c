using CodeAssist.Processes.Children;

namespace CodeAssist.Processes.Broker;

/// <summary>Which model host a broker starts, and how. Fixed when the broker starts: nothing that is read later can change it.</summary>
/// <param name="HostPath">Absolute path of the host's executable or assembly (<see cref="Executable.TryFind"/>).</param>
/// <param name="Libraries">Absolute path of the folder with llama.cpp's libraries.</param>
/// <param name="RuntimeDirectory">Where socket and lock of the host lie; private to the user.</param>
/// <param name="CacheDirectory">Where compiled shaders lie.</param>
/// <param name="LogFile">Absolute path of the host's log.</param>
/// <param name="Build">Version and build, part of the host's name.</param>
/// <param name="IdleExit">How long the host stays after its last client left; whole seconds.</param>
/// <param name="SoftwareVulkan">Whether a Vulkan driver on the processor may be used.</param>
public sealed record ModelHostLaunch(
    string HostPath,
    string Libraries,
    string RuntimeDirectory,
    string CacheDirectory,
    string LogFile,
    string Build,
    TimeSpan IdleExit,
    SoftwareVulkan SoftwareVulkan);
