using CodeAssist.Core.Policy;

namespace CodeAssist.Server.CommandLine;

/// <summary>What may leave the machine from one folder.</summary>
/// <param name="Folder">Absolute path.</param>
/// <param name="Open">Whether something may.</param>
/// <param name="Private">Whether its repository is on the user's list of private ones.</param>
/// <param name="Reasons">Why nothing may; empty when something may.</param>
/// <param name="UserFile">Where the user's decision for everything is kept.</param>
/// <param name="PrivateFile">Where the list of private repositories is kept.</param>
internal sealed record PolicyReport(
    string Folder, bool Open, bool Private, IReadOnlyList<LocalOnlyReason> Reasons, string UserFile, string PrivateFile);
