using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.Server.CommandLine;

/// <summary>What <c>codeassist doctor</c> found out.</summary>
/// <param name="Version">Version of CodeAssist.</param>
/// <param name="Platform">Operating system, processor and runtime.</param>
/// <param name="Policy">Where code may go, and why.</param>
/// <param name="ServerNetwork">Whether the kernel refuses internet sockets to this process.</param>
/// <param name="HostNetwork">The same for the model host; null when it could not be asked.</param>
/// <param name="Host">What the host says of libraries, devices and models; null when it could not be asked.</param>
/// <param name="Model">The loaded model, or null.</param>
/// <param name="Speed">Figures of one short run, or null.</param>
/// <param name="Retried">Names of the devices that are trusted again, since that was wanted.</param>
/// <param name="Endpoints">Model servers that the settings name; empty for none.</param>
/// <param name="Problems">What is wrong and what to do; empty when all is well.</param>
internal sealed record DoctorReport(
    string Version,
    string Platform,
    string Policy,
    string ServerNetwork,
    NetworkFilterState? HostNetwork,
    StatusResult? Host,
    ModelDescription? Model,
    DoctorSpeed? Speed,
    IReadOnlyList<string> Retried,
    IReadOnlyList<DoctorEndpoint> Endpoints,
    IReadOnlyList<DoctorProblem> Problems);
