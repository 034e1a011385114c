namespace CodeAssist.Processes.Isolation;

/// <summary>What can be seen from outside the filter's own word, for <c>doctor</c> and tests.</summary>
/// <param name="Threads">Threads of this process at the moment of looking.</param>
/// <param name="FilteredThreads">Those that run under a filter, ours or one that they were started with (a container's).</param>
/// <param name="InternetSocketRefused">Whether the kernel refused an internet socket that was asked for just now.</param>
public sealed record NetworkFilterObservation(int Threads, int FilteredThreads, bool InternetSocketRefused);
