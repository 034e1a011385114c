namespace CodeAssist.Server.Features.Review;

/// <summary>What an editor can ask to have reviewed.</summary>
internal enum ReviewSubject
{
    WorkingTree,
    Staged,
    Commit,
    Branch,
    File,
    Selection,
}
