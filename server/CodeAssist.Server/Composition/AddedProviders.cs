using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol.Catalogue;
using CodeAssist.Processes.Broker;

namespace CodeAssist.Server.Composition;

/// <summary>The user's own providers, as the broker is told of them at its start. What changes in their file later counts from the next start.</summary>
internal static class AddedProviders
{
    /// <param name="configDirectory">The user's, never a workspace's.</param>
    /// <param name="time">Dates what a user says without a date.</param>
    /// <returns>What to hand to the broker, and why the file cannot be used where it cannot.</returns>
    public static (UserProviders Added, string? Problem) In(string configDirectory, TimeProvider time)
    {
        var file = Path.Combine(configDirectory, CatalogueFiles.UserFileName);
        if (!File.Exists(file))
        {
            // Not even read what we ship: nobody who types waits for that at the start of a server.
            return (UserProviders.None, null);
        }

        var (catalogue, problem) = CatalogueFiles.Read(file, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        var keys = catalogue.Providers.Select(provider => provider.KeyVariable).Except(ProviderTable.KeyVariables, StringComparer.Ordinal);
        return (new UserProviders(file, string.Join(',', keys)), problem);
    }
}
