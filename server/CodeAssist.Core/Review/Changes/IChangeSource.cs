namespace CodeAssist.Core.Review.Changes;

/// <summary>Where changes come from. Implemented over a repository, and over plain files.</summary>
public interface IChangeSource
{
    Task<ChangeReading> ReadAsync(ChangeRequest request, CancellationToken cancellationToken);
}
