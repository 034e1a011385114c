using CodeAssist.Core.Policy;

namespace CodeAssist.Processes.Policy;

/// <param name="Version">Of the format; 1.</param>
/// <param name="Repositories">In the order in which they were last changed.</param>
internal sealed record PrivateRepositoriesContent(int Version, IReadOnlyList<PrivateRepository> Repositories);
