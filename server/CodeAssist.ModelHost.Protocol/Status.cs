namespace CodeAssist.ModelHost.Protocol;

public sealed record StatusParams;

/// <param name="LibraryRelease">llama.cpp's release as its own metadata names it, or null when the libraries are missing.</param>
/// <param name="LibraryDirectory">Where the native libraries were looked for.</param>
/// <param name="LibraryFailure">Why the libraries cannot be used, or null.</param>
/// <param name="Devices">Every device llama.cpp lists, the CPU last.</param>
/// <param name="Choice">The device the host would use now, and why.</param>
/// <param name="ResidentBytes">Resident memory of the host process.</param>
/// <param name="Clients">Open connections, this one included.</param>
/// <param name="Models">What is loaded or loading.</param>
public sealed record StatusResult(
    string? LibraryRelease,
    string LibraryDirectory,
    HostFailure? LibraryFailure,
    IReadOnlyList<DeviceDescription> Devices,
    DeviceChoice? Choice,
    long ResidentBytes,
    int Clients,
    IReadOnlyList<ModelDescription> Models);

/// <param name="Name">llama.cpp's name, unique in this process: <c>Vulkan0</c>, <c>CPU</c>.</param>
/// <param name="Description">The maker's name of the device.</param>
/// <param name="Kind">What sort of device it is.</param>
/// <param name="Backend">The library that drives it: <c>Vulkan</c>, <c>CPU</c>, <c>Metal</c>.</param>
/// <param name="FreeBytes">Memory free for models, as the driver reports it.</param>
/// <param name="TotalBytes">Memory in all.</param>
/// <param name="PciId">PCI address, or null where there is none.</param>
/// <param name="Driver">Version of its driver, to the very build where that can be told; null where there is none to speak of.</param>
/// <param name="Refusal">Why no model is put on it, in a sentence: it failed or computed nonsense before; null where nothing speaks against it.</param>
public sealed record DeviceDescription(
    string Name,
    string Description,
    DeviceKind Kind,
    string Backend,
    long FreeBytes,
    long TotalBytes,
    string? PciId,
    string? Driver = null,
    string? Refusal = null);

public enum DeviceKind
{
    Cpu,
    Gpu,
    IntegratedGpu,
    Accelerator,
    Other,
}

/// <param name="Device">Name of the chosen device.</param>
/// <param name="Reason">One sentence for people: why this one.</param>
/// <param name="Rejected">One sentence for each device or backend that was passed over.</param>
/// <param name="Alarm">Set where a device was given up just now: the sentence that the user must be told once.</param>
public sealed record DeviceChoice(string Device, string Reason, IReadOnlyList<string> Rejected, string? Alarm = null);

/// <summary>An expected failure: what happened, to what, and what to do. Never a stack trace.</summary>
public sealed record HostFailure(HostFailureKind Kind, string Message, string NextStep);

public enum HostFailureKind
{
    LibraryMissing,
    LibraryUnsupported,
    ModelMissing,
    ModelUnreadable,
    ModelInvalid,
    ModelUnsupported,
    NotEnoughMemory,
    DeviceFailed,
    ModelNotLoaded,
    PromptTooLong,
    InvalidRequest,
    NumericalFailure,
    Busy,
}
