using CodeAssist.Core.Models;

namespace CodeAssist.Models.Local;

/// <summary>Starts the model host where none is running. Whoever implements it may start processes; this room may not.</summary>
public interface IModelHostLauncher
{
    /// <returns>Null once a host listens, ours or somebody else's; otherwise why there is none.</returns>
    Task<ModelFailure?> LaunchAsync(CancellationToken cancellationToken);
}
