namespace CodeAssist.Core.Review.Chat;

/// <summary>Remembers what came of pieces, so that what has not changed is not asked about again. Any thread may use it.</summary>
public interface IUnitMemory
{
    /// <param name="key">Digest of everything that the answer depends on.</param>
    /// <returns>Null where nothing is remembered.</returns>
    SettledUnit? Recall(string key);

    void Remember(string key, SettledUnit settled);
}
