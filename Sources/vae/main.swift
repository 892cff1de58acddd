import VAETools

startToolByName()
