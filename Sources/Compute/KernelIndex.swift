import CKernels

/// The index of a family of kernels in the tables of all sets.
///
/// - Precondition: there is a family of that name.
func kernelIndex(_ kind: vae_kind, _ name: String) -> Int32 {
    let index = vae_family_named(kind, name)
    precondition(index >= 0, "no kernels named \(name)")
    return index
}
